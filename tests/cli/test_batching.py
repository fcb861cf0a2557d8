"""`batch` on exports: the settings' mappings hold, and what was not read whole is told."""

from pathlib import Path

from cli.cases import Command

TOML = (
    '[mapping.tracker]\nid = "Case"\ntext = "Body"\nauthor = "From"\nrole = "Kind"\ncustomer = ["client"]\n'
)
ROWS = "".join(
    f"{number},Ana,{'client' if number == 1 else 'bot'},All tills are offline.\n" for number in range(1, 9)
)


def test_a_mapping_of_the_settings_file_and_what_it_did_not_understand(
    command: Command, folder: Path
) -> None:
    """Five are named, the others are counted; the briefs are written all the same."""
    (folder / "draft-escalation.toml").write_text(TOML, encoding="utf-8")
    (folder / "x.csv").write_text(f"Case,From,Kind,Body\n{ROWS}", encoding="utf-8")

    ran = command("batch", "x.csv", "--out", "out")

    assert ran.code == 0
    assert "8 drafted" in ran.err
    assert ran.err.count("not read whole: x.csv#") == 5
    assert (
        "not read whole: x.csv#2: Kind: 'bot' is no value of customer, agent, system or internal\n" in ran.err
    )
    assert "and 2 more that were not read whole\n" in ran.err
