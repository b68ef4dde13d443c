package dev.reelwright.bench;

import dev.reelwright.media.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Makes a small film on a server that is ended at some moment, started again, and must come to the
/// same film as one that nobody disturbed.
///
/// @param folder gets a data folder for each film
/// @param errand how the film is ordered
record KillTrial(ServedReel.Program program, FfmpegTools tools, Path folder, Errand errand) {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  /// A moment of a film.
  ///
  /// @param events how many things have happened by then
  /// @param millisAfter how long the last of them is past
  record Moment(int events, long millisAfter) {}

  enum Ending {
    KILL,
    STOP
  }

  /// A film that nobody disturbed.
  ///
  /// @param sum of all decoded frames and samples
  /// @param eventMillis when each thing happened, from the order on
  record Reference(String sum, int takes, List<Long> eventMillis) {
    Reference {
      eventMillis = List.copyOf(eventMillis);
    }

    /// As many moments as wanted, spread evenly from the order to the end.
    List<Moment> moments(int count) {
      long whole = eventMillis.getLast();
      var moments = new ArrayList<Moment>();
      for (int i = 0; i < count; i++) {
        long at = whole * i / count;
        int events = (int) eventMillis.stream().filter(event -> event <= at).count();
        long last = events == 0 ? 0 : eventMillis.get(events - 1);
        moments.add(new Moment(events, at - last));
      }
      return moments;
    }

    /// The last thing that happens in a run, at once.
    Moment end() {
      return new Moment(eventMillis.size(), 0);
    }
  }

  /// What an end in the middle led to.
  ///
  /// @param exit code of the server that was ended
  /// @param takesBefore how many takes there were at that moment
  /// @param faults what is not as it should be; empty when all is well
  record Aftermath(int exit, int takesBefore, List<String> faults) {
    Aftermath {
      faults = List.copyOf(faults);
    }
  }

  Reference undisturbed() throws IOException, InterruptedException, SQLException {
    var data = folder.resolve("undisturbed");
    var happened = new ArrayList<Long>();
    String end;
    String project;
    try (var server = ServedReel.start(program, data);
        var client = new StudioClient(server.address())) {
      long start = System.nanoTime();
      project = errand.order(server);
      end =
          client.follow(
              project,
              _ -> {
                happened.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
                return false;
              },
              LONGEST);
      errand.settle(server, project);
      server.stop();
    }
    var facts = DataFacts.of(data);
    if (!end.equals("run.done") || !errand.faults(project).isEmpty()) {
      throw new IOException(
          "an undisturbed film came to the end %s; %s".formatted(end, errand.faults(project)));
    }
    var reference = new Reference(sum(facts.cut()), facts.takes().size(), happened);
    Folders.delete(data);
    return reference;
  }

  Aftermath endedAt(Moment moment, Ending ending, Reference reference)
      throws IOException, InterruptedException, SQLException {
    var data = folder.resolve("at-%d-%d".formatted(moment.events(), moment.millisAfter()));
    String project;
    int exit = 0;
    var faults = new ArrayList<String>();
    try (var server = ServedReel.start(program, data);
        var client = new StudioClient(server.address())) {
      project = errand.order(server);
      if (moment.events() > 0) {
        var left = new int[] {moment.events()};
        client.follow(project, _ -> --left[0] == 0, LONGEST);
      }
      server.letRun(moment.millisAfter());
      switch (ending) {
        case KILL -> server.kill();
        case STOP -> exit = server.stop();
      }
      if (ending == Ending.STOP) {
        faults.addAll(leftBehindByAStop(server));
      }
    }
    var before = DataFacts.of(data);
    faults.addAll(before.missing().stream().map(blob -> "at the end missing: " + blob).toList());
    String end;
    try (var server = ServedReel.start(program, data);
        var client = new StudioClient(server.address())) {
      end = client.follow(project, _ -> false, LONGEST);
      errand.settle(server, project);
      server.stop();
    }
    var after = DataFacts.of(data);
    if (!end.equals("run.done")) {
      faults.add("it came to the end " + end);
    }
    faults.addAll(errand.faults(project));
    faults.addAll(compared(before, after, reference));
    if (faults.isEmpty()) {
      Folders.delete(data);
    }
    return new Aftermath(exit, before.takes().size(), faults);
  }

  private List<String> compared(DataFacts before, DataFacts after, Reference reference)
      throws IOException, InterruptedException {
    var faults = new ArrayList<String>();
    before
        .takes()
        .forEach(
            (take, blob) -> {
              if (!blob.equals(after.takes().get(take))) {
                faults.add("a take is gone: " + take);
              }
            });
    after.madeTwice().forEach(slot -> faults.add("made twice: " + slot));
    if (after.takes().size() != reference.takes()) {
      faults.add(after.takes().size() + " takes instead of " + reference.takes());
    }
    after.missing().forEach(blob -> faults.add("missing: " + blob));
    after.open().forEach((what, count) -> faults.add("left behind: " + count + " " + what));
    after.litter().forEach(file -> faults.add("left behind: " + file));
    processesIn(folder).forEach(process -> faults.add("left behind: " + process));
    if (after.cut().toString().isEmpty()) {
      faults.add("there is no film");
    } else if (!sum(after.cut()).equals(reference.sum())) {
      faults.add("the film has other frames or other sound");
    }
    return faults;
  }

  /// A polite end leaves nothing for the next start to clean.
  private static List<String> leftBehindByAStop(ServedReel server)
      throws IOException, SQLException {
    var faults = new ArrayList<String>();
    var facts = DataFacts.of(server.data());
    for (var what : List.of("leases", "picked tasks")) {
      if (facts.open().containsKey(what)) {
        faults.add("the stopped server left " + facts.open().get(what) + " " + what);
      }
    }
    facts.litter().forEach(file -> faults.add("the stopped server left " + file));
    processesIn(server.data())
        .forEach(process -> faults.add("the stopped server left running: " + process));
    return faults;
  }

  private static List<String> processesIn(Path folder) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(command -> command.contains(folder.toString()))
        .toList();
  }

  private String sum(Path film) throws IOException, InterruptedException {
    var command =
        List.of(
            tools.ffmpeg().toString(),
            "-v",
            "error",
            "-nostdin",
            "-i",
            film.toString(),
            "-map",
            "0",
            "-f",
            "md5",
            "-");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(tools.environment());
    var process = builder.start();
    process.getOutputStream().close();
    var sum = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (!process.waitFor(1, TimeUnit.MINUTES) || !sum.startsWith("MD5=")) {
      process.destroyForcibly();
      throw new IOException("decoding the film failed: " + sum);
    }
    return sum;
  }
}
