"""The last jacket: eight clients reserve one thing at the same moment, again and again.

Threads with a connection each, on PostgreSQL as in production. Measured is only whether a thing was
ever given twice; how long a round takes is for information.
"""

import statistics
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from benchmarks.course import set_up
from benchmarks.table import Table
from benchmarks.town import Town
from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.base.idempotency import new_key
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.goods.actions.offer import GoodsContent, enter
from hilfelotse.goods.actions.reserve import CannotReserve, reserve
from hilfelotse.goods.models import GoodsOffer, Reservation
from hilfelotse.intake.receive import Sender, receive_concern
from hilfelotse.needs.actions import keep
from hilfelotse.needs.models import Need
from hilfelotse.places.models import Quarter
from hilfelotse.topics.goods import Condition, Unit

CLIENTS, TRIES, QUICK_TRIES = 8, 500, 20
ANSWERED_WITHIN = 60


def run(*, quick: bool) -> int:
    """Print the table; 1 if a thing was given twice, or nobody got it."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    set_up()
    table, tries = Table(), QUICK_TRIES if quick else TRIES
    table.head(f"reserving: {CLIENTS} clients, 1 thing, {tries} tries")
    user = Town().staff
    needs = [_need(user, number, tries) for number in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        rounds = [_try(pool, user, needs) for _number in range(tries)]
        closing = threading.Barrier(CLIENTS)
        list(pool.map(lambda _number: (closing.wait(), connection.close()), range(CLIENTS)))
    times = [took for took, _done in rounds]
    table.number("things given twice", sum(done > 1 for _took, done in rounds), 0)
    table.number("things that nobody got", sum(done == 0 for _took, done in rounds), 0)
    made = Reservation.objects.count()
    ours = Need.objects.filter(pk__in=[need.pk for need in needs])
    taken = sum(ours.values_list("taken", flat=True))
    table.number("reservations missing or too many", abs(tries - made), 0)
    table.number("reservations apart from what needs count", abs(made - taken), 0)
    print(f"a round of {CLIENTS}: {statistics.median(times):.0f} ms, longest {max(times):.0f} ms")
    return table.finish()


def _try(pool: ThreadPoolExecutor, user: User, needs: list[Need]) -> tuple[float, int]:
    """Milliseconds, and how many of the clients got the one thing."""
    offer, start = _offer(), threading.Barrier(CLIENTS)

    def click(need: Need) -> str:
        start.wait()
        try:
            reserve(user=user, offer=offer, need=need, quantity=1)
        except CannotReserve as refused:
            return refused.why
        return "done"

    began = time.perf_counter()
    ended = Counter(pool.map(click, needs, timeout=ANSWERED_WITHIN))
    return (time.perf_counter() - began) * 1000, ended["done"]


def _need(user: User, number: int, quantity: int) -> Need:
    made = keep.enter(
        user=user, languages={}, organisation=Organisation.objects.order_by("pk")[number],
        kind=Need.Kind.GOODS, title="Jacken", description="Für den Winter.", goods="clothing",
        unit=Unit.PIECE, condition=Condition.USED, quantity=quantity,
        quarter=Quarter.objects.order_by("pk")[number], urgency=Need.Urgency.MONTH,
        valid_until=clock.today() + keep.DEFAULT_VALID,
    )  # fmt: skip
    return keep.submit(user=user, need=made)


def _offer() -> GoodsOffer:
    content = GoodsContent(
        goods="clothing", item="Jacke", quantity=1, unit=Unit.PIECE, condition=Condition.GOOD,
        postcode="30449",
    )  # fmt: skip
    receipt = receive_concern(
        key=new_key(), kind=Case.Kind.GOODS, channel=Case.Channel.WEB, text="",
        sender=Sender(name="Toni Muster", phone="+49511123456", language="de"),
        postcode="30449", fill=lambda case: enter(case=case, content=content),
    )  # fmt: skip
    return GoodsOffer.objects.get(case=receipt.case_id)
