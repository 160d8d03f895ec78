"""What holds between problems: prerequisites exist and make no cycle, families of mistakes are documented."""

from calcquiz.bank.catalog import Catalog
from calcquiz.bank.schema import nearest
from calcquiz.records.bank import Facts
from calcquiz.records.errors import BankError, Finding


def link_findings(catalog: Catalog) -> tuple[Finding, ...]:
    """Return what is wrong between the problems of a catalog, each at its place in a file."""
    found = []
    for facts in catalog.usable:
        found += _unknown_skills(catalog, facts)
        found += _unknown_families(catalog, facts)
    return (*found, *_cycles(catalog))


def _unknown_skills(catalog: Catalog, facts: Facts) -> list[Finding]:
    found = []
    named = [("requires", name) for name in facts.requires] + [("encompasses", name) for name, _ in facts.encompasses]
    ancestors = all_requirements(catalog, facts.id)
    for field, name in named:
        if catalog.current_id(name) not in catalog.by_id:
            advice = nearest(name, catalog.by_id) or "Write the id of a problem."
            found.append(_at(catalog, facts, field, name, f"there is no problem `{name}`", advice))
        elif field == "encompasses" and catalog.current_id(name) not in ancestors:
            message = f"`{name}` is encompassed and not required"
            found.append(_at(catalog, facts, field, name, message, "Add it to `requires`, or leave it out here."))
    return found


def _unknown_families(catalog: Catalog, facts: Facts) -> list[Finding]:
    unknown = [family for family in facts.families if family not in catalog.families]
    return [
        _at(
            catalog,
            facts,
            "mistakes",
            family,
            f"the family `{family}` is not documented",
            nearest(family, catalog.families) or "Describe it in mistakes.yaml.",
        )
        for family in unknown
    ]


def _at(catalog: Catalog, facts: Facts, field: str, name: str, message: str, advice: str) -> Finding:
    """Return a finding at the place where a name stands in a file."""
    try:
        problem = catalog.load(facts.id)
    except BankError as error:
        return error.findings[0]
    place = (1, 1)
    if field == "mistakes":
        mistakes = [mistake for part in problem.parts for mistake in part.mistakes if mistake.family == name]
        paths = [path for path in problem.places if mistakes and path.endswith(f"{mistakes[0].name}.family")]
        place = problem.places[paths[0]] if paths else place
    elif field == "requires":
        place = problem.places.get(f"requires.{problem.requires.index(name) + 1}", place)
    else:
        place = problem.places.get(f"encompasses.{name}", place)
    return Finding(file=facts.path, line=place[0], column=place[1], message=message, advice=advice)


def all_requirements(catalog: Catalog, name: str) -> frozenset[str]:
    """Return every skill a problem builds on, directly or not."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        facts = catalog.by_id.get(waiting.pop())
        for skill in facts.requires if facts else ():
            skill_now = catalog.current_id(skill)
            if skill_now not in found:
                found.add(skill_now)
                waiting.append(skill_now)
    return frozenset(found)


def _cycles(catalog: Catalog) -> list[Finding]:
    return [
        _at(
            catalog,
            facts,
            "requires",
            facts.requires[0],
            f"`{facts.id}` requires itself in the end",
            "Take one of the prerequisites on the way back out.",
        )
        for facts in catalog.usable
        if facts.requires and facts.id in all_requirements(catalog, facts.id)
    ]
