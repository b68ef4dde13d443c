package dev.reelwright.provider.comfyui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelwright.provider.InputFile;
import dev.reelwright.provider.RejectionReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One place where workflows run. Thread-safe.
sealed interface Renderer permits DirectRenderer, ServerlessRenderer {
  /// What is to be run.
  ///
  /// @param id our own id of it, a canonical lower-case UUID
  /// @param pictures by the slot they go into
  /// @param workflow the template that it comes from
  /// @param values what goes into its other slots
  record Work(
      String id, Map<String, InputFile> pictures, Template workflow, Map<String, Object> values) {
    public Work {
      pictures = Map.copyOf(pictures);
      values = Map.copyOf(values);
    }

    /// @param names what the pictures are called over there, by slot
    /// @throws Template.Unfilled when a slot has nothing to go into it
    ObjectNode graph(Map<String, String> names) throws Template.Unfilled {
      return workflow.filled(id, values, names);
    }
  }

  /// What came of handing work over.
  sealed interface Handed {
    /// @param id the place's own id of it; ours, where it takes ids from us
    record Taken(String id) implements Handed {}

    /// Nothing of it runs.
    record Refused(RejectionReason reason, String why) implements Handed {}

    /// It may run.
    record Unknown(IOException cause) implements Handed {}
  }

  /// How work stands.
  sealed interface Sight {
    /// @param fraction done so far, 0..1
    record Working(double fraction) implements Sight {}

    record Done(List<OutputFile> files) implements Sight {}

    record Failed(RejectionReason reason, String why) implements Sight {}
  }

  /// A file that a workflow made.
  ///
  /// @param node the node that saved it
  /// @param type `output`, `temp` or `input`
  /// @param here where it is already on our side, or null when it must be fetched
  record OutputFile(String node, String name, String subfolder, String type, @Nullable Path here) {
    String extension() {
      int dot = name.lastIndexOf('.');
      return dot < 0 ? "" : name.substring(dot).toLowerCase(java.util.Locale.ROOT);
    }
  }

  ComfySettings.Server server();

  /// Brings the pictures there and starts the work. The work itself is sent once.
  Handed hand(Work work) throws InterruptedException;

  /// The place's own id of work whose handing over nobody saw the end of.
  ///
  /// @throws IOException when it could not be asked
  Optional<String> find(String id) throws IOException, InterruptedException;

  /// Whether a job is still being worked on, without fetching what it made.
  ///
  /// @return the fraction done, or empty when `look` has to say more
  Optional<Double> glance(ComfyJob job) throws IOException, InterruptedException;

  /// @param scratch for what comes with the answer
  Sight look(ComfyJob job, Path scratch) throws IOException, InterruptedException;

  /// Streams a file here.
  ///
  /// @return false when it is not there any more
  boolean fetch(OutputFile file, Path target) throws IOException, InterruptedException;

  /// Takes work back, begun or not.
  ///
  /// @return whether it neither runs nor waits any more, or is about to end
  boolean cancel(String id) throws IOException, InterruptedException;

  /// What it says of itself, for people.
  ///
  /// @throws IOException when it does not answer, or not well
  String greet() throws IOException, InterruptedException;

  /// What a workflow needs and the place lacks; empty when it can run it, or nobody can tell.
  ///
  /// @throws IOException when it could not be asked
  List<String> lacks(Template workflow) throws IOException, InterruptedException;
}
