"""People for tests."""

from people.models import Person
from people.private import id_index, kept
from tests.factories.plans import NOW


def a_person(
    keeper, full_name: str = "Lò Thị Hoa", *, id_number: str = "", phone: str = "", ethnic_group: str = "", **fields
):
    """One person kept by the office `keeper`."""
    private = kept(id_number=id_number, phone=phone, ethnic_group=ethnic_group)
    values = {"private": private, "id_index": id_index(private), "created_at": NOW, "updated_at": NOW}
    return Person.objects.create(keeper=keeper, full_name=full_name, **values | fields)
