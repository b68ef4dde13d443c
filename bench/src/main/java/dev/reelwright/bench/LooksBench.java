package dev.reelwright.bench;

import dev.reelwright.engine.RunState;
import dev.reelwright.media.animatic.MotifLibrary;
import dev.reelwright.media.font.Fonts;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.provider.StoryboardPlan;
import dev.reelwright.provider.StoryboardRequest;
import dev.reelwright.provider.builtin.BuiltinStoryboarder;
import dev.reelwright.wiring.Film;
import dev.reelwright.wiring.FilmOrder;
import dev.reelwright.wiring.Settings;
import dev.reelwright.wiring.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes a small film of each prompt in `bench/prompts` and a contact sheet of it, for people to
/// look at. They go to `bench/out/looks`.
///
/// @param words parts of names; only prompts with one of them are made, all when there are none
record LooksBench(Path launcher, List<String> words) {
  private static final Format FORMAT = new Format(640, 360, 24, 1);
  private static final long SEED = 7;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  List<Row> run() throws Exception {
    var bench = launcher.resolveSibling("bench");
    var out = Files.createDirectories(bench.resolve("out").resolve("looks"));
    var room = Files.createTempDirectory("reel-looks");
    var rows = new ArrayList<Row>();
    var settings =
        Settings.bind(launcher.resolveSibling(""), System.getenv(), room.resolve("data"));
    try (var workshop = Workshop.open(settings)) {
      var storyboarder = new BuiltinStoryboarder(MotifLibrary.bundled());
      var sheets = new ContactSheet(workshop.tools(), Fonts.bundled());
      for (var prompt : LookPrompt.in(bench.resolve("prompts"), words)) {
        var film = film(workshop, prompt);
        var shots = shots(storyboarder, prompt);
        sheets.write(film.file(), FORMAT, shots, room, out.resolve(prompt.name() + ".png"));
        Files.copy(
            film.file(), out.resolve(prompt.name() + ".mp4"), StandardCopyOption.REPLACE_EXISTING);
        rows.add(Row.info(prompt.name(), film.length().toMillis() / 1000.0, "s of film"));
        System.err.println(prompt.name());
      }
    } finally {
      Folders.delete(room);
    }
    return rows;
  }

  private static Film film(Workshop workshop, LookPrompt prompt) throws Exception {
    var project =
        workshop.order(
            new FilmOrder(
                prompt.text(),
                null,
                prompt.style(),
                FORMAT,
                prompt.length(),
                SEED,
                true,
                true,
                true));
    var production = workshop.produce(project);
    var end = production.await(LONGEST);
    if (end.state() != RunState.DONE) {
      throw new IOException(prompt.name() + " came to " + end.state() + ": " + end.error());
    }
    return production.film();
  }

  /// The film's own shots: rules plan the same film again.
  private static List<StoryboardPlan.PlannedShot> shots(
      BuiltinStoryboarder storyboarder, LookPrompt prompt) {
    var settings =
        new ProjectSettings(
            FORMAT, prompt.length(), null, null, SEED, true, true, true, Map.of(), null);
    var brief = new Brief(prompt.text(), null, null, prompt.style(), Map.of());
    return storyboarder
        .foresee(new StoryboardRequest(brief, settings))
        .orElseThrow()
        .scenes()
        .stream()
        .flatMap(scene -> scene.shots().stream())
        .toList();
  }
}
