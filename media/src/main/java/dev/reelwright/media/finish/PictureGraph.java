package dev.reelwright.media.finish;

import java.util.List;

/// Inputs and filters of one command that make a part of the film's picture.
interface PictureGraph {
  /// Arguments that open the inputs.
  List<String> inputs();

  int inputCount();

  /// @param firstInput number of the first of the inputs among those of the whole command
  /// @param label of the result, unique in the whole command
  String filters(int firstInput, String label);
}
