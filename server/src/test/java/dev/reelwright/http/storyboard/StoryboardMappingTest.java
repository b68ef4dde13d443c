package dev.reelwright.http.storyboard;

import static dev.reelwright.http.TakeSketch.aTakeFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.MediaFacts;
import dev.reelwright.http.ProductionSketch;
import dev.reelwright.http.Recorded;
import dev.reelwright.http.storyboard.ClipBody.GeneratedContent;
import dev.reelwright.http.storyboard.Orders.NewClip;
import dev.reelwright.http.storyboard.Orders.NewProject;
import dev.reelwright.http.storyboard.Orders.NewScene;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.TakeOrigin;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

class StoryboardMappingTest {
  private final Recorded recorded = Recorded.of(StoryboardMappingTest.class);

  @Test
  void aProjectWithUploadedMusicComesBackAsItWasShown() {
    var sketch = new ProductionSketch(project());
    sketch.take(
        aTakeFor(Slot.ofProject(project().id(), SlotRole.MUSIC, 0))
            .origin(TakeOrigin.UPLOADED)
            .file(
                "audio/mpeg",
                "waves.mp3",
                new MediaFacts(null, null, Duration.ofMillis(93_250), null, null, null, "mp3")));

    assertThat(Recorded.written(StoryboardViews.project(sketch.build())))
        .isEqualTo(recorded.json("project"));
  }

  @Test
  void aSceneAndItsAlternateComeBackAsTheyWereShown() {
    var sketch = new ProductionSketch(project());
    var scene = stamped(sketch, scene());
    sketch.shot(shot(scene));
    var shown = recorded.read("scene_alternate", SceneBody.class);
    var alternate =
        StoryboardIntake.alternate(
            scene, scene.name(), shown.alternateNumber(), new SceneId(shown.id()));
    sketch.scene(alternate);
    sketch.stamp(shown.id(), shown.createdAt(), shown.updatedAt());

    var production = sketch.build();

    assertThat(Recorded.written(StoryboardViews.scene(production, scene)))
        .isEqualTo(recorded.json("scene"));
    assertThat(Recorded.written(StoryboardViews.scene(production, alternate)))
        .isEqualTo(recorded.json("scene_alternate"));
  }

  @Test
  void aClipWithItsGalleriesComesBackAsItWasShown() {
    var shown = recorded.read("clip", ClipBody.class);
    var sketch = new ProductionSketch(project());
    var shot = sketch.shot(shot(stamped(sketch, scene())));
    sketch.stamp(shown.id(), shown.createdAt(), shown.updatedAt());
    shown.generatedImages().forEach(image -> take(sketch, shot, SlotRole.IMAGE, image));
    shown.generatedVideos().forEach(video -> take(sketch, shot, SlotRole.CLIP, video));

    assertThat(Recorded.written(StoryboardViews.clip(sketch.build(), shot)))
        .isEqualTo(recorded.json("clip"));
  }

  @Test
  void anAlternateOfAnAlternateBelongsToTheOriginal() {
    var shown = recorded.read("clip_alternate", ClipBody.class);
    var sketch = new ProductionSketch(project());
    var original = sketch.shot(shot(stamped(sketch, scene())));
    var first =
        sketch.shot(StoryboardIntake.alternate(original, "Steps", 1, new ShotId(shown.id()), 8));
    sketch.stamp(shown.id(), shown.createdAt(), shown.updatedAt());
    var second = sketch.shot(StoryboardIntake.alternate(first, "Steps", 2, ShotId.fresh(), 9));

    var production = sketch.build();

    assertThat(Recorded.written(StoryboardViews.clip(production, first)))
        .isEqualTo(recorded.json("clip_alternate"));
    assertThat(StoryboardViews.clip(production, second).parentClipId())
        .isEqualTo(original.id().value());
    assertThat(StoryboardViews.clip(production, second).name()).isEqualTo("Steps A2");
  }

  private Project project() {
    var shown = recorded.read("project", ProjectBody.class);
    var project =
        StoryboardIntake.project(
            recorded.read("new_project", NewProject.class),
            new ProjectId(shown.id()),
            "local",
            42,
            shown.createdAt());
    return ProductionSketch.touched(project, shown.updatedAt());
  }

  private Scene scene() {
    return StoryboardIntake.scene(
        recorded.read("new_scene", NewScene.class),
        project().id(),
        new SceneId(recorded.read("scene", SceneBody.class).id()));
  }

  private Shot shot(Scene scene) {
    return StoryboardIntake.shot(
        recorded.read("new_clip", NewClip.class),
        scene,
        new ShotId(recorded.read("clip", ClipBody.class).id()),
        7);
  }

  private Scene stamped(ProductionSketch sketch, Scene scene) {
    var shown = recorded.read("scene", SceneBody.class);
    sketch.stamp(shown.id(), shown.createdAt(), shown.updatedAt());
    return sketch.scene(scene);
  }

  private static void take(
      ProductionSketch sketch, Shot shot, SlotRole role, GeneratedContent shown) {
    var params = new HashMap<String, Object>();
    params.put("prompt", shown.prompt());
    params.put("negative_prompt", shown.negativePrompt());
    params.put("server_name", shown.serverName());
    params.put("generation_params", shown.generationParams());
    if (shown.modelType() != null) {
      params.put("model_type", shown.modelType());
    }
    var isOpenAi = shown.serverId().equals("openai");
    if (isOpenAi) {
      params.put("video_id", "video_81ab");
    }
    sketch.take(
        aTakeFor(sketch.slot(shot, role))
            .id(shown.id())
            .by(isOpenAi ? "openai" : "comfyui", shown.modelName())
            .lane(shown.serverId())
            .params(params)
            .selected(shown.isSelected())
            .madeAt(shown.createdAt())
            .file(role == SlotRole.IMAGE ? "image/png" : "video/mp4", "take", MediaFacts.NONE));
  }
}
