package dev.reelwright.cli;

import dev.reelwright.engine.RunState;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.ProjectId;
import dev.reelwright.wiring.Film;
import dev.reelwright.wiring.Production;
import dev.reelwright.wiring.RunView;
import dev.reelwright.wiring.Workshop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One film from order to file: orders it, shows how it grows, puts it where it was wished.
final class MakeJob {
  static final int INTERRUPTED = 130;
  static final long REFRESH_MILLIS = 200;

  private final Context context;
  private final Workshop workshop;
  private final OutputFile output;
  private final boolean json;
  private final StopSwitch stop;
  private final JsonLines lines;
  private final Words words;
  private final @Nullable Path data;
  private final @Nullable Money most;
  private final long startNanos = System.nanoTime();

  /// @param data what `--data` says, or null
  /// @param most what the film may cost, or null: what the day's budget allows
  MakeJob(
      Context context,
      Workshop workshop,
      OutputFile output,
      boolean json,
      StopSwitch stop,
      @Nullable Path data,
      @Nullable Money most) {
    this.context = context;
    this.workshop = workshop;
    this.output = output;
    this.json = json;
    this.stop = stop;
    this.lines = new JsonLines(context.terminal().out());
    this.words = context.words();
    this.data = data;
    this.most = most;
  }

  int make(MakeOptions options) throws Exception {
    return produce(workshop.order(options.order()));
  }

  /// @param name id of a project, or the beginning or end of one
  int resume(String name) throws Exception {
    return produce(ProjectName.find(workshop.projects(), name));
  }

  private int produce(ProjectId project) throws Exception {
    if (json) {
      lines.write("project", "id", project.value());
    } else {
      context.terminal().out().println(words.get("project", shortId(project)));
    }
    if (most != null) {
      workshop.cap(project, most);
    }
    var production = workshop.produce(project);
    var end = follow(production);
    if (stop.isAsked()) {
      return tellStopped(project);
    }
    if (end.state() == RunState.DONE) {
      return deliver(project, production);
    }
    throw failure(end, project);
  }

  private Failure failure(RunView end, ProjectId project) {
    var error = end.error() == null ? end.state().name() : end.error();
    var reason = end.blockedOn();
    if (reason == null) {
      return Failure.of("production", error, resumable(project));
    }
    return switch (reason) {
      case BUDGET -> Failure.of("over-budget", error, resumable(project));
      case DECISION -> Failure.of("undecided", error, resumable(project));
      case DISK, PROVIDER -> Failure.of("production", error, resumable(project));
    };
  }

  /// Shows the run until it ends, waits for a person, or is to stop.
  private RunView follow(Production production) throws InterruptedException {
    var display = display();
    try {
      var view = production.look();
      while (true) {
        display.show(view, elapsed());
        boolean isOver = view.state().isFinal() || view.state() == RunState.BLOCKED;
        if (isOver || stop.isAsked()) {
          return view;
        }
        view = production.await(Duration.ofMillis(REFRESH_MILLIS));
      }
    } finally {
      display.close();
    }
  }

  private Display display() {
    if (json) {
      return new JsonDisplay(lines);
    }
    var terminal = context.terminal();
    return terminal.isLive()
        ? new LiveDisplay(terminal, words)
        : new LineDisplay(terminal.out(), words);
  }

  private int deliver(ProjectId project, Production production) throws Exception {
    var film = production.film();
    Path file;
    try {
      file = output.deliver(film.file(), film.title(), shortId(project));
    } catch (IOException e) {
      throw Failure.of("deliver", e, OutputFile.reason(e), film.file(), resumable(project));
    }
    if (json) {
      lines.write(
          "done",
          "file",
          file.toString(),
          "project",
          project.value(),
          "title",
          film.title(),
          "lengthMillis",
          film.length().toMillis(),
          "width",
          film.format().widthPixels(),
          "height",
          film.format().heightPixels(),
          "costMicros",
          film.cost().micros(),
          "currency",
          film.cost().currency().getCurrencyCode(),
          "elapsedMillis",
          elapsed().toMillis());
    } else {
      context
          .terminal()
          .out()
          .println(words.get(film.isAnimatic() ? "done.facts" : "done.facts.bought", facts(film)));
      context
          .terminal()
          .out()
          .println(words.get("done", file, seconds(film), Amounts.text(film.cost())));
    }
    return 0;
  }

  private String facts(Film film) {
    return words.get(
        "done.made",
        film.format().widthPixels() + "x" + film.format().heightPixels(),
        StepWords.clock(elapsed()));
  }

  private static String seconds(Film film) {
    return "%.1f".formatted(film.length().toMillis() / 1000.0);
  }

  /// Closing gives back what is at work and ends what runs, so that the word is true when it is
  /// said.
  private int tellStopped(ProjectId project) throws Exception {
    workshop.stop(project);
    workshop.close();
    if (json) {
      lines.write("stopped", "project", project.value());
    }
    context.terminal().err().println(words.get("stopped", resumable(project)));
    return INTERRUPTED;
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /// What `--resume` must be given to find the project again.
  private String resumable(ProjectId project) {
    return data == null
        ? shortId(project)
        : shortId(project) + " --data " + ShellWord.of(data.toString());
  }

  /// The end of the id: its beginning is a time and alike for films of the same hour.
  static String shortId(ProjectId project) {
    var id = project.value();
    return id.substring(id.length() - 8);
  }
}
