package dev.reelwright.wiring;

import dev.reelwright.asset.AssetStore;
import dev.reelwright.asset.BlobStore;
import dev.reelwright.asset.FolderBlobStore;
import dev.reelwright.engine.Lanes;
import dev.reelwright.engine.Question;
import dev.reelwright.engine.Verdict;
import dev.reelwright.engine.Verdicts;
import dev.reelwright.http.studio.Exports;
import dev.reelwright.http.studio.Posters;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.media.ffmpeg.FfmpegRunner;
import dev.reelwright.media.ffmpeg.Preflight;
import dev.reelwright.media.picture.PosterPainter;
import dev.reelwright.media.picture.PreviewPainter;
import dev.reelwright.production.CuttableFilm;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.quote.Costs;
import dev.reelwright.quote.StepCosts;
import dev.reelwright.store.DataFolder;
import dev.reelwright.store.Database;
import dev.reelwright.store.StoreException;
import dev.reelwright.storyboard.StoryboardStore;
import dev.reelwright.upkeep.Backup;
import dev.reelwright.upkeep.DataCheck;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The data of an installation, for the command line; also while a server of the same version works
/// in the folder.
public final class Upkeep implements AutoCloseable {
  private static final Posters NO_POSTERS =
      (asset, view) -> {
        throw new IOException("a single file has no posters");
      };

  private final Settings settings;
  private final @Nullable DataFolder folder;
  private final Database database;

  private Upkeep(Settings settings, @Nullable DataFolder folder, Database database) {
    this.settings = settings;
    this.folder = folder;
    this.database = database;
  }

  /// @throws Unusable when the folder cannot be written, the database is damaged, or an older
  ///   version works in it
  public static Upkeep open(Settings settings) throws Unusable {
    requireFolder(settings);
    var opened = Beside.open(settings);
    return new Upkeep(settings, opened.folder(), opened.database());
  }

  /// Copies the data folder; nothing is opened for writing.
  public static Backup.Made backup(Settings settings, Path target) throws Unusable {
    requireFolder(settings);
    try {
      return new Backup(InstantSource.system()).make(settings.data(), target);
    } catch (FileAlreadyExistsException e) {
      throw new Unusable("backup-exists", e, target.toString());
    } catch (StoreException e) {
      throw Store.explained(e, settings);
    } catch (IOException e) {
      throw new Unusable("backup-failed", e, target.toString(), e.toString());
    }
  }

  /// Brings a copy back into a data folder that is empty.
  public static Backup.Made restore(Settings settings, Path backup) throws Unusable {
    try {
      return new Backup(InstantSource.system()).restore(backup, settings.data());
    } catch (NoSuchFileException e) {
      throw new Unusable("no-backup", e, backup.toString());
    } catch (FileAlreadyExistsException e) {
      throw new Unusable("restore-exists", e, settings.data().toString());
    } catch (StoreException e) {
      throw Store.explained(e, settings);
    } catch (IOException e) {
      throw new Unusable("restore-failed", e, settings.data().toString(), e.toString());
    }
  }

  /// Looking at an installation makes none.
  private static void requireFolder(Settings settings) throws Unusable {
    if (!Files.isDirectory(settings.data())) {
      throw new Unusable("no-data", settings.data().toString());
    }
  }

  public Lanes lanes() {
    return Lanes.beside(database, InstantSource.system());
  }

  /// What was spent with each model.
  ///
  /// @param project only by this one, or null for all
  public List<Costs.Line> costs(@Nullable ProjectId project) {
    return new Costs(database).of(Workshop.OWNER, project, Instant.EPOCH);
  }

  /// Each call of a project, newest first.
  public List<StepCosts.Line> calls(ProjectId project) {
    return new StepCosts(database).of(project);
  }

  /// The shots of a project by id, numbered from 1.
  public Map<String, Integer> shotNumbers(ProjectId project) {
    return database.read(
        handle -> {
          var numbers = new HashMap<String, Integer>();
          for (var shot : new StoryboardStore().shots(handle, project)) {
            numbers.put(shot.id().value(), numbers.size() + 1);
          }
          return numbers;
        });
  }

  /// Calls that wait for a verdict, oldest first.
  public List<Question> questions() throws IOException {
    return verdicts().open(Workshop.OWNER);
  }

  /// @throws dev.reelwright.engine.NotDecidable when it waits for none, or this one is impossible
  public void decide(AttemptId attempt, Verdict verdict) throws IOException {
    verdicts().decide(Workshop.OWNER, attempt, verdict, Workshop.OWNER);
  }

  private Verdicts verdicts() throws IOException {
    return Verdicts.beside(database, blobs(), InstantSource.system());
  }

  /// A film for an editor program; its media are copied along.
  ///
  /// @param media folder for the media of a single file
  /// @throws Unusable when there is no fit ffmpeg, which draws the posters of an archive
  public Exports.Prepared export(ProjectId id, Exports.Kind kind, Path media)
      throws Unusable, IOException, InterruptedException {
    var blobs = blobs();
    var film =
        database.read(
            handle ->
                CuttableFilm.read(
                    handle,
                    new ProjectStore().find(handle, id).orElseThrow(),
                    new AssetStore(blobs)));
    return new FilmFiles(blobs, kind == Exports.Kind.ZIP ? posters(blobs) : NO_POSTERS)
        .prepareWithMedia(film, kind, media);
  }

  private Posters posters(BlobStore blobs) throws Unusable, IOException, InterruptedException {
    var tools = new FfmpegFinder(settings, new Preflight(settings.cache())).find();
    var runner = new FfmpegRunner(tools, settings.data().resolve("children"));
    return new PosterFolder(
        settings.data().resolve("posters"),
        blobs,
        new PosterPainter(runner),
        new PreviewPainter(runner));
  }

  /// Reads everything and compares it.
  public DataCheck.Report check() throws IOException {
    return new DataCheck(database, blobs()).run();
  }

  private BlobStore blobs() throws IOException {
    return new FolderBlobStore(settings.data().resolve("blobs"), InstantSource.system());
  }

  @Override
  public void close() {
    try (folder) {
      database.close();
    }
  }
}
