package dev.reelwright.bench;

import java.io.IOException;
import java.util.List;

/// What is ordered from a server that is ended on the way.
interface Errand {
  /// @return id of the project that comes of it
  String order(ServedReel server) throws IOException, InterruptedException;

  /// Returns when nothing more is to come of it, after its run has ended.
  void settle(ServedReel server, String project) throws IOException, InterruptedException;

  /// What is not as it should be, once its server has stopped; empty when all is well.
  List<String> faults(String project) throws IOException;
}
