"""Given names that are one name: short forms, and the forms of neighbouring languages.

No spelling rule leads from „Sascha“ to „Oleksandr“. Each line is one name, its own form first;
a form may stand in several lines (Alex is an Alexander or an Alexandra). Names that look alike and
are not the same, as Hassan and Hussein, stand in lines of their own.
"""

from functools import cache

_LINES = """
alexander alex alexandr aleksander oleksandr olexander sascha sasha sanja iskander iskandar
alexandra alex alexa aleksandra oleksandra sascha sasha sandra
aleksej alexej alexey alexei oleksij oleksiy oleksii aljoscha ljoscha
andreas andi andy andrej andrey andrei andrij andriy andrii andrzej
anna anja anne annika anni hanna hannah ganna anushka
anton toni tony antonij antonio
anastasia anastasija anastasiia nastja nastya nastia
barbara baerbel varvara varja
bernhard bernd
christian chris krystian
christina christine tina kristina kirsten khrystyna christel
daria darija dariia daryna dascha dasha
dieter dietrich
dmitri dmitrij dmitry dmytro dmitriy dima
elena jelena yelena olena helena helene lena alyona aljona
elisabeth elizabeth lisa liesel else ilse betty sissi jelisaweta yelyzaveta lisaweta
ewgenij jewgenij yevgeny evgeny evgeni yevhen jewhen ievgen schenja zhenya
franz franziskus francis
franziska franzi
friedrich fritz fred friedhelm
galina halyna galja halja
gabriele gabi gaby gabriela
georg jochen juri yuri yurii jurij iurii jorg heorhij
gerhard gerd gert
gregor grigori grigorij hryhorij hryhorii grischa
hans johann johannes jan ivan iwan wanja vanya john
heinrich heinz hein henry heiner
ihor igor
irina iryna irene ira
joachim achim jochen
josef joseph sepp jupp youssef yusuf josip jossip osip
julia julija iuliia yuliia yulia julja jule
karl carl charles carlo
katharina kathrin katrin kathi kaethe katja katya kateryna ekaterina jekaterina katerina
klaus claus nikolaus niklas
konstantin kostja kostyantyn
ludmila ljudmila lyudmyla liudmyla ljuda luda
ludwig lutz louis
manfred manni
margarete margarethe margret grete gretel greta marharyta margarita rita
maria marie marija mariia marya mascha masha miriam maryam mariam meryem
martina tina
matthias mathias matze matvij
max maximilian maxim maksym maksim
michael michi micha mike mykhailo mychajlo michail mikhail mischa misha
monika moni
natalia natalija nataliia nataliya natalie natascha natasha nata
nikolai nikolaj nikolay mykola kolja kolya
oksana xenia ksenia ksenija oxana
olga olha olja olya
pavel pawel pavlo pawlo paul
peter petro pjotr pyotr petra
roman roma
rudolf rolf rudi
sergej sergey sergei serhij serhiy serhii serjoscha serge
sofia sofija sofiia sophia sophie sonja sonya
stefan stephan steffen stepan
stephanie stefanie steffi
susanne susi sanne susanna
svetlana swetlana svitlana sweta sveta
tatjana tatiana tetjana tetiana tetyana tanja tanya
theodor theo fedir fjodor
thomas tom tommy
ursula uschi ulla
valentina walja valya valentyna
viktoria wiktorija viktoriia vika wika
vladimir wladimir volodymyr wolodymyr wolodja volodja vova wowa
wilhelm willi willy bill
wolfgang wolf
ahmad ahmed ahmet achmed achmad
abdullah abdallah abdulla abdellah abdoullah
aischa aisha ayesha aicha aishe ayse
fatima fatma fatemeh fatme fatimah fatoumata
hassan hasan hassen
hussein hussain husain hossein huseyin houssein husseyn
ibrahim ebrahim brahim ibo
ismail ismael esmail smail
jamal gamal djamal dschamal cemal
jamil gamil djamil dschamil cemil
jakob yaqub yakub yakup yacoub jacob
khadija khadijeh chadidscha hatice khadidja
khaled khalid chalid chaled halid
karim kareem kerim
kamal kemal
kamil
mahmud mahmoud mahmood mahmut
muhammad mohammed mohamed mohammad muhammed muhammet mehmet mohamad mamadou mohd md mhd
murtada murtaza mortaza
mustafa mostafa moustafa
omar umar omer oemer
osman usman othman ousman
ramadan ramazan
rashid raschid rachid
rashad raschad
rida reza risa
said saeed saied sait
saad
salim selim saleem
salem
samir sameer
suleiman suleyman sulaiman soleiman sueleyman suliman
yahya yahia jahja yehia
zahra sahra zehra
zainab zeynep zeinab seinab zaynab
"""
_GROUPS = [line.split() for line in _LINES.strip().splitlines()]


@cache
def _heads() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in _GROUPS:
        for form in group:
            found.setdefault(form, set()).add(group[0])
    return {form: frozenset(heads) for form, heads in found.items()}


def own_forms(word: str) -> frozenset[str]:
    """The names that the folded ``word`` may be a form of; none for a word that is no such name."""
    return _heads().get(word, frozenset())
