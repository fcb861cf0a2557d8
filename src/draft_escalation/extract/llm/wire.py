"""The form of the model's answer: compact, and not the domain's own.

The schema is written by hand, once: descriptions stand in the prompt, where they are paid for once as well,
and every property is required, as strict endpoints ask.
"""

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from draft_escalation.brief.extraction import Kind
from draft_escalation.brief.model import AskKind, ContextKind, SignalState, SlaStatus
from draft_escalation.brief.slots import slots
from draft_escalation.skill.signals import signals

if TYPE_CHECKING:
    from instructor import OpenAISchema

TriedKind = Literal["done", "planned", "suggested"]


def short_name(path: str) -> str:
    """A slot's name in prompt and answer: the last part of its path."""
    return path.rpartition(".")[2]


@cache
def paths() -> dict[str, str]:
    """The slots' paths by their short names."""
    return {short_name(path): path for path in slots()}


def _cited(value: object) -> object:
    """Line ids, which come as one string: a list of strings would cost a third more."""
    if isinstance(value, str):
        return (value,)
    return () if value is None else value


def _status(value: object) -> object:
    """An SLA status, or null: some servers drop the list of what a nullable string may be."""
    return value if value in get_args(SlaStatus) else None


def _known_slot(name: str) -> str:
    if short_name(name) not in paths():
        raise ValueError(f"no slot {name[:40]!r}; use a name of the list")
    return short_name(name)


def _known_signal(name: str) -> str:
    if name not in signals():
        raise ValueError(f"no signal {name[:40]!r}; use an id of the list")
    return name


Status = Annotated[SlaStatus | None, BeforeValidator(_status)]
Lines = Annotated[tuple[str, ...], BeforeValidator(_cited)]
SlotName = Annotated[str, AfterValidator(_known_slot)]
SignalId = Annotated[str, AfterValidator(_known_signal)]


class Part(BaseModel):
    """A part of an answer; what a model adds of its own is left out, quoted words stay out of errors."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    SCHEMA: ClassVar[dict[str, Any]] = {}

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ARG003
        """The schema that is sent."""
        return answer_schema() if issubclass(cls, Answer) else mended_schema()


class Said(Part):
    """One statement; `text` null says that the thread is silent on the slot."""

    slot: SlotName
    text: str | None
    lines: Lines = ()


class Did(Part):
    """An action and what came of it."""

    action: str
    result: str | None = None
    kind: TriedKind = "done"
    lines: Lines = ()


class Wanted(Part):
    """What the receiving team should do."""

    kind: AskKind
    text: str
    lines: Lines = ()


class Refers(Part):
    """A link, log, attachment, ticket or internal thread."""

    kind: ContextKind
    text: str
    lines: Lines = ()


class Shows(Part):
    """A signal and the lines that show it."""

    id: SignalId
    state: SignalState = "holds"
    lines: Lines = ()


class Answer(Part):
    """What the model reports of a thread."""

    kind: Kind
    facts: tuple[Said, ...]
    sla: Status = None
    tried: tuple[Did, ...] = ()
    asks: tuple[Wanted, ...] = ()
    refs: tuple[Refers, ...] = ()
    signals: tuple[Shows, ...] = ()


class Mend(Part):
    """Statement number `n` said anew; `text` null takes it back."""

    n: int
    text: str | None
    lines: Lines = ()


class Mended(Part):
    """The statements that did not hold, said anew."""

    statements: tuple[Mend, ...]


AnyPart = TypeVar("AnyPart", Answer, Mended)


@cache
def asked_form(form: type[Part]) -> "type[OpenAISchema]":
    """What instructor is given in the form's stead: the form's name and schema, but any object will do.

    Instructor walks through a response model's fields seven times a call, which costs more than the request.
    What it read is in `model_extra`, and the form itself judges it.
    """
    from instructor import OpenAISchema

    class Wire(OpenAISchema):
        model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

        @classmethod
        def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ARG003
            return form.model_json_schema()

    Wire.__name__ = Wire.__qualname__ = form.__name__
    return Wire


@cache
def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer; slots and signals are named in the prompt alone, and checked here."""
    text = lines = {"type": "string"}
    null_text = {"type": ["string", "null"]}
    said = _object(slot=text, text=null_text, lines=lines)
    did = _object(action=text, result=null_text, kind=_one_of(*get_args(TriedKind)), lines=lines)
    wanted = _object(kind=_one_of(*get_args(AskKind)), text=text, lines=lines)
    refers = _object(kind=_one_of(*get_args(ContextKind)), text=text, lines=lines)
    shows = _object(id=text, state=_one_of(*get_args(SignalState)), lines=lines)
    answer = _object(
        kind=_one_of(*get_args(Kind)),
        facts=_list(said),
        sla={"type": ["string", "null"], "enum": [*get_args(SlaStatus), None]},
        tried=_list(did),
        asks=_list(wanted),
        refs=_list(refers),
        signals=_list(shows),
    )
    return {"title": "Answer", "description": "The report", **answer}


@cache
def mended_schema() -> dict[str, Any]:
    """The JSON schema of statements said anew."""
    text = {"type": "string"}
    mend = _object(n={"type": "integer"}, text={"type": ["string", "null"]}, lines=text)
    return {"title": "Mended", "description": "The statements anew", **_object(statements=_list(mend))}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    required = list(properties)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _one_of(*values: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}
