"""Words that stand in every text and find nothing, by language, as people write them."""

GERMAN = frozenset(
    "aber alle als also am an auch auf aus bei bin bis bitte da dann das dass dem den der des die "
    "dies diese dieser dir du ein eine einem einen einer er es etwas fuer gibt habe haben hallo "
    "hat ich ihnen ihr ihre im in ist ja kann kein keine koennen man mehr mein meine mich mir mit "
    "nach nicht noch nur oder schon sehr sein sich sie sind so ueber um und uns unser von vor war "
    "was wenn wer werden wie wir wird wo zu zum zur gruss gruesse freundlichen guten tag danke "
    "moechte moechten wuerde wuerden gern gerne fragt frage brauche braucht "
    "kommt kommen komme geht gehen gehe macht machen mache weiss wissen bekomme bekommen bekommt "
    "the and of to".split()
)
OTHERS = {
    "en": "a am an and any are as at be by can could do does for from get go have help how i if in "
    "is it me my need no not of on or our please should so someone that the their there they this "
    "to us want was we what when where which who will with would you your hello thanks",
    "fr": "à ai au aux avec bonjour ce cette ces comment dans de des du elle en es est et être il "
    "ils j je l la le les leur ma mais me merci mes moi mon ne nos notre nous on ou où par pas "
    "peut peux pour puis qu quand que quel quelle qui s sa se ses si son sont sur ta tu un une "
    "vos votre vous y besoin faire veux",
    "ar": "أن أنا أو أي أين إلى الى التي الذي الآن إن ان او اين تم ثم حتى شكرا على عن عند في فى "
    "كان كل كيف لا لكن لم لن له لها لي ليس ما ماذا متى مرحبا مع من منذ نحن نريد أريد هل هذا هذه هل "
    "هم هناك هنا هو هي و يا يجب يمكن يمكنني",
    "fa": "آن آنها آیا ام او اگر است این با باید برای بسیار به بود تا تو خود خیلی در دارد دارم "
    "را سلام شما شود شد شده من ما متشکرم می نه هر هم ها های است هست هستم هستند چه چطور چگونه کجا "
    "کجاست کنم کنیم کند کنید که کی کسی یا یک و از لطفا میتوانم میخواهم خواهم توانم ممنون چی",
    "kmr": "ez tu ew em hûn min te wî wê me we wan û an ku kî çi çawa çima kengî li ji bi di da de "
    "ne na erê bo ji_bo jî ev va vî vê her hemû lê heye hene dikarim dixwazim divê kare kîjan ku "
    "ye e in im yek hin xwe re ra nav ser silav spas bibim bikim dikim",
    "ti": "እዩ እያ እዮም ኣሎ ኣለዉ ኣብ ናብ ካብ ምስ ናይ ን ክ ከመይ ኣበይ ኣበየ መን እንታይ መዓስ ስለምንታይ እቲ እታ እቶም እዚ እዛ "
    "እዞም ኣነ ንስኻ ንስኺ ንሕና ንሱ ንሳ ድማ ግን ወይ ኣይ የለን ይኽእል እኽእል ክኽእል እደሊ ሰላም የቐንየለይ ከም ኩሉ ነቲ ብ "
    "ዝ እየ ኢዩ ኢያ",
    "uk": "а або але б би був була було бути в від він вона воно вони все для до є ж за з зі із й "
    "її їх його і коли кому куди ли мене мені ми мій моя моє мої можна можу на навіть над не ні "
    "ну о об один по потрібно потрібен при про та так там те ти то тут у хочу хто це чи чому що "
    "щоб як яка яке який які де я якщо дякую привіт добрий день",
    "ru": "а бы был была было быть в вам вас вы где да для до его ее если есть еще же за здесь и "
    "из или им их к как какая какие какой когда кто куда ли мне меня мы мой моя моё мои можно "
    "могу на над надо не нет но ну нужно нужен о об он она они от по при про с со так там то "
    "тут ты у хочу что чтобы это этот я спасибо привет",
    "tr": "acaba ama bana ben beni benim bir biz bu bunu çok çünkü da daha de değil diye en gibi "
    "hangi hem her hiç için ile ise istiyorum kadar kaç kim ki lazım lütfen mi mı mu mü nasıl ne "
    "neden nerede nereye nereden niçin o olan olarak onlar onu sen siz şey şu var ve veya ya yok "
    "merhaba teşekkürler gerek gerekiyor edebilirim yapabilirim olur",
}
