package dev.reelwright.http.orchestrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.asset.BlobStore;
import dev.reelwright.asset.Intake;
import dev.reelwright.desk.Acting;
import dev.reelwright.desk.AssetDesk;
import dev.reelwright.desk.TakeDesk;
import dev.reelwright.engine.Run;
import dev.reelwright.http.WireJson;
import dev.reelwright.http.orchestrate.JobFolder.Content;
import dev.reelwright.line.Foreman;
import dev.reelwright.line.LineJob;
import dev.reelwright.line.LineWork;
import dev.reelwright.production.Production;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What goes with a job of this surface: its folder, with a manifest when it begins, what was made
/// as it is made, and the finished film; and the voice-over that somebody has put there.
@ApplicationScoped
public class OrchestrateWork implements LineWork {
  private static final Logger LOG = LoggerFactory.getLogger(OrchestrateWork.class);
  private static final String NO_VOICE = "voiceover_failed";
  private static final ObjectWriter JSON =
      WireJson.mapper()
          .writer(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private final OrchestrateSettings settings;
  private final OrchestrateJobs jobs;
  private final OrchestrateViews views;
  private final BlobStore blobs;
  private final Intake intake;
  private final AssetDesk assets;
  private final TakeDesk takes;
  private final Acting acting;

  public OrchestrateWork(
      OrchestrateSettings settings,
      OrchestrateJobs jobs,
      OrchestrateViews views,
      BlobStore blobs,
      Intake intake,
      AssetDesk assets,
      TakeDesk takes,
      Acting acting) {
    this.settings = settings;
    this.jobs = jobs;
    this.views = views;
    this.blobs = blobs;
    this.intake = intake;
    this.assets = assets;
    this.takes = takes;
    this.acting = acting;
  }

  /// What the folder says about its run.
  @JsonNaming(SnakeCaseStrategy.class)
  record Manifest(
      String script,
      String caption,
      String runId,
      List<StartRequest.Prompt> prompts,
      String jobId) {}

  @Override
  public void prepare(LineJob place) throws Hopeless, IOException, InterruptedException {
    var production = production(place);
    var folder = folder(production);
    if (!folder.holdsAFilm()) {
      noteManifest(folder, production);
    }
    var shots = production.shots();
    if (production.project().settings().voice()
        || shots.isEmpty()
        || OrchestrateViews.voiceTake(production).isPresent()) {
      return;
    }
    var voice = folder.voiceover();
    if (voice.isPresent()) {
      bring(production, voice.get());
    }
  }

  private void bring(Production production, Path voice)
      throws Hopeless, IOException, InterruptedException {
    var project = production.project();
    Asset asset;
    try {
      asset =
          intake.receive(project.owner(), project.id(), voice, String.valueOf(voice.getFileName()));
    } catch (Intake.Unfit e) {
      throw new Hopeless(
          NO_VOICE, "%s cannot be used: %s".formatted(voice.getFileName(), e.reason()));
    }
    if (!asset.mediaType().startsWith("audio/")) {
      throw new Hopeless(NO_VOICE, "%s is no sound file".formatted(voice.getFileName()));
    }
    acting.perform(
        takes.bring(
            project.owner(), production.shots().getFirst().id(), SlotRole.NARRATION, 0, asset));
  }

  /// Beside a finished film of the same name nothing is put before the new one is finished as well.
  @Override
  public void progressed(LineJob place) throws IOException {
    var production = production(place);
    var folder = folder(production);
    if (!folder.holdsAFilm()) {
      folder.put(missing(folder, parts(production)));
    }
  }

  @Override
  public Ending conclude(LineJob place, Run run) throws IOException {
    var production = production(place);
    var folder = folder(production);
    var ending = views.ending(production);
    if (ending.reason() == null) {
      var files = new LinkedHashMap<String, Content>(parts(production));
      production.selected(SlotRole.CUT).stream()
          .findFirst()
          .ifPresent(cut -> addFilm(production, cut, files));
      manifest(production).ifPresent(text -> files.put(RunFolder.MANIFEST, text));
      folder.put(files);
      folder.removeOthers(files.keySet(), production.project().settings().voice());
    } else if (!folder.holdsAFilm()) {
      folder.put(missing(folder, parts(production)));
    }
    return ending;
  }

  private void addFilm(Production production, Take cut, Map<String, Content> files) {
    var film = copy(production.asset(cut));
    var owner = production.project().owner();
    // What a cut has besides its picture is named in its params.
    files.put(
        RunFolder.STITCHED,
        beside(owner, cut, "uncaptioned").map(OrchestrateWork.this::copy).orElse(film));
    beside(owner, cut, "captions")
        .ifPresent(captions -> files.put(RunFolder.SUBTITLES, copy(captions)));
    files.put(RunFolder.FINAL, film);
  }

  private Optional<Asset> beside(String owner, Take cut, String param) {
    return cut.params().get(param) instanceof String id
        ? Optional.of(assets.find(owner, new AssetId(id)))
        : Optional.empty();
  }

  /// Pictures, clips and the voice, as far as they exist.
  private Map<String, Content> parts(Production production) {
    var files = new LinkedHashMap<String, Content>();
    add(files, production, SlotRole.IMAGE, RunFolder::image);
    add(files, production, SlotRole.CLIP, RunFolder::video);
    OrchestrateViews.voiceTake(production)
        .map(production::asset)
        .ifPresent(asset -> files.put(RunFolder.voice(asset.mediaType()), copy(asset)));
    return files;
  }

  private void add(
      Map<String, Content> files, Production production, SlotRole role, IntFunction<String> name) {
    var shots = production.shots();
    for (var i = 0; i < shots.size(); i++) {
      var take = production.selected(shots.get(i).id(), role);
      if (take.isPresent()) {
        files.put(name.apply(i), copy(production.asset(take.get())));
      }
    }
  }

  /// What is not there yet; a file of the same size is the same one.
  private static Map<String, Content> missing(JobFolder folder, Map<String, Content> files)
      throws IOException {
    var missing = new LinkedHashMap<String, Content>();
    for (var file : files.entrySet()) {
      if (!(file.getValue() instanceof Content.Copy(var of))
          || !folder.has(file.getKey(), java.nio.file.Files.size(of))) {
        missing.put(file.getKey(), file.getValue());
      }
    }
    return missing;
  }

  private Content copy(Asset asset) {
    try {
      return new Content.Copy(blobs.localFile(asset.blob()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the file of asset " + asset.id() + " is gone", e);
    }
  }

  private void noteManifest(JobFolder folder, Production production) {
    try {
      var text = manifest(production);
      if (text.isPresent()) {
        folder.put(Map.of(RunFolder.MANIFEST, text.get()));
      }
    } catch (IOException e) {
      LOG.warn("project={} has no manifest in its folder", production.project().id(), e);
    }
  }

  private static Optional<Content> manifest(Production production) {
    var project = production.project();
    var asked =
        OrchestrateIntake.askedFor(project, production.shots(), OrchestrateIntake.runId(project));
    try {
      return Optional.of(
          new Content.Text(
              JSON.writeValueAsString(
                  new Manifest(
                      asked.script(),
                      asked.caption(),
                      asked.runId(),
                      asked.prompts(),
                      project.id().value()))));
    } catch (JsonProcessingException e) {
      LOG.warn("project={} cannot be told in JSON", project.id(), e);
      return Optional.empty();
    }
  }

  private Production production(LineJob place) throws IOException {
    return jobs.find(place.project())
        .map(OrchestrateJobs.Job::production)
        .orElseThrow(() -> new IOException(Foreman.INTERNAL + ": the job was removed"));
  }

  private JobFolder folder(Production production) throws IOException {
    return JobFolder.open(
        new RunFolder(settings.base(), OrchestrateIntake.runId(production.project())));
  }
}
