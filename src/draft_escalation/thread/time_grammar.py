"""The grammar of times in prose, built from the words in times.toml."""

import re
from functools import cache

from draft_escalation.thread.calendar_words import either, months, weekdays, words
from draft_escalation.thread.stamps import time_pattern


@cache
def _keys() -> frozenset[str]:
    forms = [*months(), *weekdays(), *words().units.values(), words().cues["close"]]
    forms += [phrase.say for phrase in words().phrase]
    return frozenset(form.split()[-1].rpartition("'")[2] for row in forms for form in row.split("|"))


WORD = re.compile(r"[^\W\d_]{1,30}")
DATE_AFTER = re.compile(r"[.,]?\s?(?:\d|at\b)")
_DIGITS = re.compile(r"\d[:./]\d|\d\s?[ap]\.?m|\d\s?(?:Uhr|h)|\bEO[DWM]\b")


def may_hold_times(text: str) -> bool:
    """Whether a closer look is worth it: most lines speak of no time."""
    return bool(_DIGITS.search(text)) or not _keys().isdisjoint(WORD.findall(text.lower()))


@cache
def days() -> re.Pattern[str]:
    """What names a day, week or month, or counts from the reference: one group for each part."""
    cue = {name: either(forms) for name, forms in words().cues.items()}
    table = words()
    full = either(
        *(
            form
            for row in table.weekdays.values()
            for forms in row
            for form in [forms.split("|")[0], "sonnabend"]
        )
    )
    full_months = either(*(forms.split("|")[0] for row in table.months.values() for forms in row))
    unit = either(*table.units.values())
    period = either(
        *(table.units[name] for name in ("day", "week", "month", "year")),
        "quarter|quartals|quartal|trimestre",
    )
    number = rf"\d{{1,3}}|{either(*table.numbers)}"
    suffix = r"(?:st|nd|rd|th|er|\.|º)?"
    return re.compile(
        rf"""(?<![\w@#/.:-])(?=\w)(?:
          (?P<skip>{either(*(p.say for p in table.phrase if p.days is None))})
        | (?:(?:(?P<cin>{cue["in"]})|(?P<pre_ago>{cue["pre_ago"]})|(?P<cfor>{cue["for"]}))\s{{1,3}})?
          (?P<n>{number})(?:\s{{0,3}}(?:to|-|–|bis|à|a)\s{{0,3}}(?P<n2>\d{{1,3}}))?
          [\s-]{{0,2}}(?:full\s|volle\s)?(?P<unit>{unit})(?:\s{{1,3}}(?P<ago>{cue["ago"]}))?
        | (?:(?:(?P<by>{cue["by"]})|(?P<since>{cue["since"]})|(?P<on>{cue["on"]}))\s{{1,3}})?(?:
            (?P<phrase>{either(*(p.say for p in table.phrase if p.days is not None))})
          | (?P<end>{cue["end"]})\s{{0,3}}(?:(?:{cue["of"]})\s{{1,3}}){{0,2}}
            (?:(?P<emonth>{full_months})
             |(?:(?:(?P<elast>{cue["last"]})|(?P<enext>{cue["next"]}))\s{{1,3}})?(?P<eperiod>{period}|(?<=eo)[dwm]))
          | (?P<close>{cue["close"]})
          | (?:(?:(?P<last>{cue["last"]})|(?P<next>{cue["next"]})|(?P<this>{cue["this"]}))\s{{1,3}})?
            (?:(?P<weekday>{full})|(?P<short>(?-i:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun))\b\.?)
            (?:\s{{1,3}}(?:(?P<after_last>{cue["after_last"]})|(?P<after_next>{cue["after_next"]})))?
          | (?:(?P<plast>{cue["last"]})|(?P<pnext>{cue["next"]})|(?P<pthis>{cue["this"]}))
            \s{{1,3}}(?P<period>{period})
          | (?P<d1>\d\d?){suffix}\s{{1,2}}(?:of\s|de\s)?(?P<m1>{either(*months())})\b\.?
          | (?P<m2>{either(*months())})\b\.?\s{{1,2}}(?P<d2>\d\d?)(?:st|nd|rd|th)?(?![:.,]?\d)
          | (?P<n_d>\d\d?)\.(?P<n_m>\d\d?)\.(?!\d)
          | (?P<s1>\d\d?)/(?P<s2>\d\d?)(?![\d/%])
          | (?P<month>{full_months})
          )
        )(?!\w)""",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def clocks() -> re.Pattern[str]:
    """A time of day in prose."""
    return re.compile(rf"(?<![\w.:/+-]){time_pattern()}(?!\w)", re.VERBOSE | re.IGNORECASE)


@cache
def joiner() -> re.Pattern[str]:
    """What may stand between a day and its time of day."""
    return re.compile(
        rf"[\s,(]{{0,3}}(?:(?:{either(words().cues['join'])})\s{{1,2}})?[\s(]{{0,2}}", re.IGNORECASE
    )
