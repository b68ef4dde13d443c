package dev.reelwright.media.caption;

import java.util.List;
import java.util.Optional;

/// Sets atoms in one line or two of similar length.
record LineWrap(int maxColumns) {
  /// Empty when they need more than two lines.
  Optional<List<String>> wrap(List<Atom> atoms) {
    int total = columns(atoms);
    if (total <= maxColumns) {
      return Optional.of(List.of(text(atoms)));
    }
    if (total > 2 * maxColumns + 1) {
      return Optional.empty();
    }
    int best = -1;
    double bestCost = Double.POSITIVE_INFINITY;
    for (int split = 1; split < atoms.size(); split++) {
      int upper = columns(atoms.subList(0, split));
      int lower = columns(atoms.subList(split, atoms.size()));
      if (upper > maxColumns || lower > maxColumns) {
        continue;
      }
      double cost = Math.abs(upper - lower);
      Atom end = atoms.get(split - 1);
      // A line that ends with a clause reads better than one of even length.
      cost -= end.endsSentence() || end.endsClause() ? 8 : 0;
      cost += end.dangles() ? 5 : 0;
      if (cost < bestCost) {
        bestCost = cost;
        best = split;
      }
    }
    return best < 0
        ? Optional.empty()
        : Optional.of(
            List.of(text(atoms.subList(0, best)), text(atoms.subList(best, atoms.size()))));
  }

  private static int columns(List<Atom> atoms) {
    int columns = 0;
    for (int i = 0; i < atoms.size(); i++) {
      boolean space = atoms.get(i).spaceAfter() && i < atoms.size() - 1;
      columns += atoms.get(i).columns() + (space ? 1 : 0);
    }
    return columns;
  }

  private static String text(List<Atom> atoms) {
    var text = new StringBuilder();
    for (Atom atom : atoms) {
      text.append(atom.text()).append(atom.spaceAfter() ? " " : "");
    }
    return text.toString().strip();
  }
}
