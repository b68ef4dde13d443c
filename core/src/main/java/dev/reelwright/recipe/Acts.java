package dev.reelwright.recipe;

import dev.reelwright.take.Slot;
import java.util.List;

/// Says which slots an act of a person empties, and which slots a production has at all. Pure, as a
/// recipe is; it empties nothing itself.
///
/// A take that is locked, and a picture that somebody brought, is never emptied by an edit, and
/// what is chained to it stands.
public interface Acts {
  /// What a change of storyboard, brief or settings empties.
  ///
  /// @param before the project as it was
  /// @param after the project as it will be: same ids, same takes; takes of shots that are gone do
  ///   not matter
  /// @return slots of `after`, each with its generation before it is emptied, in the order they are
  ///   told
  List<Slot> ofChange(ProjectView before, ProjectView after);

  /// What was made from the take that a slot shows, and so no longer fits when it shows another
  /// one.
  ///
  /// @return slots without the given one
  List<Slot> ofReplacement(ProjectView project, Slot slot);

  /// Every slot that the production has, filled or not, with the work that fills it, in the order
  /// they are told. `PLAN` alone while there are no shots. Inputs are left out.
  List<StepSpec> needed(ProjectView project);
}
