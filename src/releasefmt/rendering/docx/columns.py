"""How wide the columns of a table are: the automatic layout of CSS 2.2, 17.5.2.2, on estimated letter widths."""

from __future__ import annotations

import itertools

from releasefmt.model.content import Table
from releasefmt.model.style import TextStyle
from releasefmt.model.text import plain_text
from releasefmt.rendering.docx.extent import line_length
from releasefmt.rendering.docx.units import point_twips


def column_widths(table: Table, width: int, text: TextStyle, head: TextStyle, padding: int) -> tuple[int, ...]:
    """Widths in twips whose sum is ``width``; ``padding`` is what a cell keeps free, left and right together.

    A column gets at least its longest word and wishes for its longest line. What is left over goes to the columns in
    proportion to their wishes, what is missing is taken in proportion to what they can spare.
    """
    least = [padding] * len(table.columns)
    wished = [padding] * len(table.columns)
    for row, style in ((table.head, head), *((row, text) for row in table.rows)):
        for index, cell in enumerate(row):
            lines = plain_text(cell.content).split("\n")
            words = [word for line in lines for word in line.split()]
            least[index] = max(
                least[index], padding + max((point_twips(line_length(word, style)) for word in words), default=0)
            )
            wished[index] = max(wished[index], padding + max(point_twips(line_length(line, style)) for line in lines))
    if sum(wished) <= width:
        shares = [wish * width / sum(wished) for wish in wished]
    elif sum(least) < width:
        spare = (width - sum(least)) / (sum(wished) - sum(least))
        shares = [low + (wish - low) * spare for low, wish in zip(least, wished, strict=True)]
    else:
        shares = [low * width / sum(least) for low in least]
    edges = [0] + [round(sum(shares[: index + 1])) for index in range(len(shares))]
    return tuple(right - left for left, right in itertools.pairwise(edges))
