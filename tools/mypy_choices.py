"""Plugin for mypy: members of Django's Choices are not tuples.

Without Django's types mypy takes `SENT = "sent", _("gesendet")` for a tuple, where it is a member
whose value is a text. Here such attributes of classes with an unknown base may be anything.
"""

from collections.abc import Callable

from mypy.nodes import TypeInfo
from mypy.plugin import AttributeContext, Plugin
from mypy.types import AnyType, CallableType, TupleType, Type, TypeOfAny, get_proper_type


class ChoicesPlugin(Plugin):
    def get_class_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type]:
        return member_type


def member_type(context: AttributeContext) -> Type:
    """Any for a tuple in a class whose base mypy does not know; else what mypy found."""
    found = get_proper_type(context.default_attr_type)
    if isinstance(found, TupleType) and has_unknown_base(context):
        return AnyType(TypeOfAny.from_omitted_generics)
    return context.default_attr_type


def has_unknown_base(context: AttributeContext) -> bool:
    owner = get_proper_type(context.type)
    if not isinstance(owner, CallableType):
        return False
    info: TypeInfo = owner.type_object()
    return info.fallback_to_any


def plugin(version: str) -> type[Plugin]:
    return ChoicesPlugin
