#!/usr/bin/env python3
"""Checks the importer of numbering filings against a second reading of the same tables.

    wasl numbering import ISSUES --out OUT
    python3 docs/check_numbering_import.py ISSUES OUT/proposals.tsv OUT/defects.tsv

Shares no code with Wasl. It reads the YAML of bulletin issues by itself and believes only what
cannot be read in two ways: a table whose first column says "NDC" or "leading digits", and in it a
cell that is one code, codes with commas, "A to B" with both ends of one length, or a code with X for
the digits behind it. Each such cell must
be among the proposals of its row, digit for digit, or in a defect that names the row; and where the
heading gives minimum and maximum length in two plain columns, the lengths must be those."""
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import yaml


class Loader(yaml.CSafeLoader):
    pass


Loader.yaml_implicit_resolvers = {}  # every scalar is text: "=" and "007" stay what they are


def text(node):
    if isinstance(node, dict):
        if node.get("type") == "text":
            return str(node.get("text", ""))
        if node.get("type") in ("hard_break", "hardBreak"):
            return "\n"
        inner = "".join(text(each) for each in node.get("content") or [])
        return inner + ("\n" if node.get("type") == "paragraph" else "")
    return ""


def tables(node):
    if isinstance(node, dict):
        if node.get("type") == "table":
            yield node
        else:
            for each in node.get("content") or []:
                yield from tables(each)


def grid(table):
    """Rows of cells, a merged cell once in each place that it covers."""
    rows, hanging = [], {}
    for y, row in enumerate(table.get("content") or []):
        cells, x = {}, 0
        for cell in row.get("content") or []:
            while (y, x) in hanging:
                cells[x] = hanging[(y, x)]
                x += 1
            attrs = cell.get("attrs") or {}
            wide, high = int(attrs.get("colspan") or 1), int(attrs.get("rowspan") or 1)
            for dx in range(wide):
                cells[x + dx] = (text(cell).strip(), dx == 0)
                for dy in range(1, high):
                    hanging[(y + dy, x + dx)] = (text(cell).strip(), False)
            x += wide
        for (hy, hx), value in list(hanging.items()):
            if hy == y:
                cells.setdefault(hx, value)
        rows.append(cells)
    return rows


def codes(cell):
    plain = re.sub(r"[\u00a0\u2007\u202f]", " ", cell).strip()
    if re.fullmatch(r"[1-9]\d{0,8}", plain):
        return {(plain, plain)}
    if re.fullmatch(r"[1-9]\d{0,8}(\s*[,;]\s*[1-9]\d{0,8})+", plain):
        parts = re.split(r"\s*[,;]\s*", plain)
        return {(each, each) for each in parts} if len({len(each) for each in parts}) == 1 else None
    mask = re.fullmatch(r"([1-9][\d ]*?)[ ]*[Xx][Xx ]*", plain)
    if mask and 1 < len(mask[1].replace(" ", "")) < 10:
        return {(mask[1].replace(" ", ""),) * 2}
    span = re.fullmatch(r"([1-9]\d{0,8})\s*(?:to|–)\s*([1-9]\d{0,8})", plain)
    if span and len(span[1]) == len(span[2]) and span[1] <= span[2]:
        return {(span[1], span[2])}
    return None


def believed(rows):
    """(row number, codes, lengths or None) of rows that can be read in one way only."""
    if len(rows) < 2 or not rows[0]:
        return
    head = rows[0].get(0, ("", True))[0].lower()
    if not ("ndc" in head or "leading digit" in head):
        return
    depth = 1
    while depth < len(rows) and rows[depth].get(0, ("", True))[0].lower() == head:
        depth += 1
    names = {}
    for x in range(max(rows[0]) + 1):
        names[x] = " ".join(rows[y].get(x, ("", True))[0].lower() for y in range(depth))
    if any(i > 0 and ("ndc" in n or "leading" in n or "area" in n or "from" in n) for i, n in names.items()):
        return
    least = [x for x, n in names.items() if "min" in n and "max" not in n]
    most = [x for x, n in names.items() if "max" in n and "min" not in n]
    for y in range(depth, len(rows)):
        cell, own = rows[y].get(0, ("", False))
        found = codes(cell) if own else None
        if not found:
            continue
        lengths = None
        if len(least) == 1 and len(most) == 1:
            a, b = rows[y].get(least[0], ("", 1))[0], rows[y].get(most[0], ("", 1))[0]
            if re.fullmatch(r"\d{1,2}", a) and re.fullmatch(r"\d{1,2}", b):
                lengths = tuple(sorted((int(a), int(b))))
        yield y + 1, found, lengths


def documents(issue):
    for message in issue.get("messages") or []:
        for country in message.get("contents") or [] if isinstance(message, dict) else []:
            for each in (country.get("communications") or []) if isinstance(country, dict) else []:
                body = each.get("contents")
                if isinstance(body, dict) and body.get("type") != "doc":
                    body = body.get("en") or next(iter(body.values()), None)
                yield str(country.get("phone_code") or ""), body or {}


def expand(first, last):
    return {str(n).zfill(len(first)) for n in range(int(first), int(last) + 1)}


def covers(spans, code):
    return any(a <= code[: len(a)] <= b for a, b in spans if len(a) <= len(code)) or all(
        any(len(a) == len(code) + 1 and a <= code + d <= b for a, b in spans) for d in "0123456789"
    )


def main(folder, proposals_file, defects_file):
    proposals, defects = defaultdict(list), defaultdict(set)
    place = re.compile(r"^(.*) table (\d+) row (\d+)")
    for line in open(proposals_file, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        at = place.match(cells[-1])
        ends = cells[1].split("-")
        proposals[(at[1], int(at[2]), int(at[3]))].append((ends[0], ends[-1], cells[2]))
    for line in open(defects_file, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        at = place.match(cells[1])
        if at:
            defects[(at[1], int(at[2]), int(at[3]))].add(cells[0])
    counts, wrong = Counter(), []
    for file in sorted(Path(folder).rglob("general.yaml")):
        issue = yaml.load(open(file, encoding="utf-8"), Loader)
        name = str(file.relative_to(folder))
        for i, (code, body) in enumerate(documents(issue or {}), 1):
            for t, table in enumerate(tables(body), 1):
                for row, spans, lengths in believed(grid(table)):
                    counts["rows believed"] += 1
                    key = next((k for k in ((f"{name}#{i}", t, row),) if k in proposals or k in defects), None)
                    found = proposals.get(key, [])
                    named = defects.get(key, set())
                    want = set().union(*(expand(a, b) for a, b in spans if int(b) - int(a) < 20_000))
                    counts["codes believed"] += len(want)
                    have = [(a, b) for a, b, _ in found]
                    missing = {c for c in want if not covers(have, c)}
                    extra = [a for a, b in have if not covers(spans, a) and not covers(spans, b)]
                    if missing or extra:
                        if named - {"missing-length", "overlap", "duplicate"}:
                            counts["rows that differ and are in a named defect"] += 1
                        else:
                            counts["rows that differ without a defect"] += 1
                            wrong.append((name, i, t, row, sorted(spans), have, sorted(named)))
                        continue
                    counts["rows with the same codes"] += 1
                    if lengths:
                        counts["rows with lengths"] += 1
                        said = {l for _, _, l in found}
                        if said == {f"{lengths[0]}..{lengths[1]}"}:
                            counts["rows with the same lengths"] += 1
                        elif named & {"length-contradiction", "unreadable-length", "lengths-swapped", "missing-length"}:
                            counts["lengths that differ and are in a named defect"] += 1
                        else:
                            counts["lengths that differ without a defect"] += 1
                            wrong.append((name, i, t, row, lengths, said, sorted(named)))
    for what, count in counts.items():
        print(f"{count:8} {what}")
    for each in wrong[:60]:
        print(*each, sep="\t")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
