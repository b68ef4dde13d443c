package dev.reelwright.storyboard;

import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// The rows of scenes and shots. Every method is a part of the caller's transaction. Thread-safe.
public final class StoryboardStore {
  /// Stores new scenes and shots, all or none. Made for thousands.
  public void insert(Handle handle, List<Scene> scenes, List<Shot> shots, Instant now) {
    insertScenes(handle, scenes, now);
    insertShots(handle, shots, now);
  }

  /// All scenes of a project in their order, each followed by its alternates.
  public List<Scene> scenes(Handle handle, ProjectId project) {
    return handle
        .createQuery(
            "SELECT * FROM scene WHERE project_id = :project ORDER BY position, alternate, id")
        .bind("project", project.value())
        .map((row, _) -> readScene(row))
        .list();
  }

  /// All shots of a project in the order they are told, each followed by its alternates.
  public List<Shot> shots(Handle handle, ProjectId project) {
    return handle
        .createQuery(
            """
            SELECT shot.*
              FROM shot JOIN scene ON scene.id = shot.scene_id
             WHERE shot.project_id = :project
             ORDER BY scene.position, scene.alternate, scene.id,
                      shot.position, shot.alternate, shot.id
            """)
        .bind("project", project.value())
        .map((row, _) -> readShot(row))
        .list();
  }

  public Optional<Scene> findScene(Handle handle, SceneId id) {
    return handle
        .createQuery("SELECT * FROM scene WHERE id = :id")
        .bind("id", id.value())
        .map((row, _) -> readScene(row))
        .findOne();
  }

  public Optional<Shot> findShot(Handle handle, ShotId id) {
    return handle
        .createQuery("SELECT * FROM shot WHERE id = :id")
        .bind("id", id.value())
        .map((row, _) -> readShot(row))
        .findOne();
  }

  /// Replaces name, description, position and extra, and raises the version.
  ///
  /// @param changed the scene with the version it was read with
  /// @return false when somebody changed or removed it since
  public boolean update(Handle handle, Scene changed, Instant now) {
    return bind(
                handle.createUpdate(
                    """
                    UPDATE scene
                       SET position = :position, name = :name, description = :description,
                           extra = :extra, version = version + 1, updated_at = :now
                     WHERE id = :id AND version = :version
                    """),
                changed)
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// Replaces position, start, length, texts, character, seed and extra, and raises the version. It
  /// empties no slot; the recipe says which slots such an act empties.
  ///
  /// @param changed the shot with the version it was read with
  /// @return false when somebody changed or removed it since
  public boolean update(Handle handle, Shot changed, Instant now) {
    return bind(
                handle.createUpdate(
                    """
                    UPDATE shot
                       SET position = :position, start_ms = :start, length_ms = :length,
                           description = :description, image_text = :image, start_text = :first,
                           end_text = :last, motion_text = :motion, negative_text = :negative,
                           narration_text = :narration, transition_text = :transition,
                           character_id = :characterId, seed = :seed, extra = :extra,
                           version = version + 1, updated_at = :now
                     WHERE id = :id AND version = :version
                    """),
                changed)
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// Puts scenes at their positions. It is no change of a scene, so versions stay.
  public void placeScenes(Handle handle, List<Scene> scenes, Instant now) {
    if (scenes.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            "UPDATE scene SET position = :position, updated_at = :now WHERE id = :id");
    for (var scene : scenes) {
      batch
          .bind("position", scene.position())
          .bind("now", now.toEpochMilli())
          .bind("id", scene.id().value())
          .add();
    }
    batch.execute();
  }

  /// Puts shots into their scenes, at their positions and starts. It is no change of a shot, so
  /// versions stay.
  public void placeShots(Handle handle, List<Shot> shots, Instant now) {
    if (shots.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            """
            UPDATE shot SET scene_id = :scene, position = :position, start_ms = :start,
                            updated_at = :now
             WHERE id = :id
            """);
    for (var shot : shots) {
      batch
          .bind("scene", shot.sceneId().value())
          .bind("position", shot.position())
          .bind("start", shot.start().toMillis())
          .bind("now", now.toEpochMilli())
          .bind("id", shot.id().value())
          .add();
    }
    batch.execute();
  }

  /// Removes a shot with its takes; their files stay as long as somebody needs them.
  ///
  /// @param seen the shot with the version it was read with
  /// @return false when somebody changed or removed it since
  public boolean remove(Handle handle, Shot seen) {
    return handle.execute(
            "DELETE FROM shot WHERE id = ? AND version = ?", seen.id().value(), seen.version())
        == 1;
  }

  /// Removes a scene with its shots.
  ///
  /// @param seen the scene with the version it was read with
  /// @return false when somebody changed or removed it since
  public boolean remove(Handle handle, Scene seen) {
    return handle.execute(
            "DELETE FROM scene WHERE id = ? AND version = ?", seen.id().value(), seen.version())
        == 1;
  }

  private static void insertScenes(Handle handle, List<Scene> scenes, Instant now) {
    if (scenes.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            """
            INSERT INTO scene (id, project_id, position, name, description, family, alternate,
              version, extra, created_at, updated_at)
            VALUES (:id, :projectId, :position, :name, :description, :family, :alternate,
              :version, :extra, :now, :now)
            """);
    for (var scene : scenes) {
      bind(batch, scene)
          .bind("projectId", scene.projectId().value())
          .bind("family", scene.family().value())
          .bind("alternate", scene.alternate())
          .bind("now", now.toEpochMilli())
          .add();
    }
    batch.execute();
  }

  private static void insertShots(Handle handle, List<Shot> shots, Instant now) {
    if (shots.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            """
            INSERT INTO shot (id, project_id, scene_id, position, start_ms, length_ms,
              description, image_text, start_text, end_text, motion_text, negative_text,
              narration_text, transition_text, character_id, seed, family, alternate, version,
              extra, created_at, updated_at)
            VALUES (:id, :projectId, :sceneId, :position, :start, :length,
              :description, :image, :first, :last, :motion, :negative,
              :narration, :transition, :characterId, :seed, :family, :alternate, :version,
              :extra, :now, :now)
            """);
    for (var shot : shots) {
      bind(batch, shot)
          .bind("projectId", shot.projectId().value())
          .bind("sceneId", shot.sceneId().value())
          .bind("family", shot.family().value())
          .bind("alternate", shot.alternate())
          .bind("now", now.toEpochMilli())
          .add();
    }
    batch.execute();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Scene scene) {
    return statement
        .bind("id", scene.id().value())
        .bind("position", scene.position())
        .bind("name", scene.name())
        .bind("description", scene.description())
        .bind("version", scene.version())
        .bind("extra", Json.write(scene.extra()));
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Shot shot) {
    var texts = shot.texts();
    return statement
        .bind("id", shot.id().value())
        .bind("position", shot.position())
        .bind("start", shot.start().toMillis())
        .bind("length", shot.length().toMillis())
        .bind("description", texts.description())
        .bind("image", texts.image())
        .bind("first", texts.start())
        .bind("last", texts.end())
        .bind("motion", texts.motion())
        .bind("negative", texts.negative())
        .bind("narration", texts.narration())
        .bind("transition", texts.transition())
        .bind("characterId", shot.characterId())
        .bind("seed", shot.seed())
        .bind("version", shot.version())
        .bind("extra", Json.write(shot.extra()));
  }

  private static Scene readScene(ResultSet row) throws SQLException {
    return new Scene(
        new SceneId(row.getString("id")),
        new ProjectId(row.getString("project_id")),
        row.getInt("position"),
        row.getString("name"),
        row.getString("description"),
        new SceneId(row.getString("family")),
        row.getInt("alternate"),
        row.getLong("version"),
        Json.readMap(row.getString("extra")));
  }

  private static Shot readShot(ResultSet row) throws SQLException {
    return new Shot(
        new ShotId(row.getString("id")),
        new ProjectId(row.getString("project_id")),
        new SceneId(row.getString("scene_id")),
        row.getInt("position"),
        Duration.ofMillis(row.getLong("start_ms")),
        Duration.ofMillis(row.getLong("length_ms")),
        new ShotTexts(
            row.getString("description"),
            row.getString("image_text"),
            row.getString("start_text"),
            row.getString("end_text"),
            row.getString("motion_text"),
            row.getString("negative_text"),
            row.getString("narration_text"),
            row.getString("transition_text")),
        row.getString("character_id"),
        row.getLong("seed"),
        new ShotId(row.getString("family")),
        row.getInt("alternate"),
        row.getLong("version"),
        Json.readMap(row.getString("extra")));
  }
}
