package dev.reelwright.media.animatic;

import dev.reelwright.media.font.Fonts;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// A painted scene that can be looked at from any moment of its shot. Building one paints its
/// layers, which takes some tenths of a second; a frame then takes some hundredths. The same spec
/// gives the same pictures. Thread-safe: the layers do not change, and each call composes its frame
/// in a buffer of its own.
public final class AnimaticScene implements Footage {
  private static final double NEAR = 0.6;

  private final Stage stage;
  private final CameraPath camera;
  private final Plane sky;
  private final List<Plane> clouds;
  private final List<Layer> behind;
  private final List<Cast.Actor> actors;
  private final List<Layer> before;
  private final Effects effects;
  private final FrameFinish finish;
  private final Queue<Frame> frames = new ConcurrentLinkedQueue<>();
  private final int width;
  private final int height;

  private AnimaticScene(
      SceneSpec spec, MotifLibrary library, Fonts fonts, FrameFinish.Shelf finishes) {
    width = spec.widthPixels();
    height = spec.heightPixels();
    Style style = Style.named(spec.style());
    stage = Stage.of(inBlocks(spec, style.blockPixels(width, height)));
    camera = CameraPath.of(stage);
    var backdrop = new Backdrop(stage);
    sky = backdrop.sky();
    boolean hasClouds =
        !stage.isBeyond() && !stage.setting("underwater") && !stage.setting("interior");
    clouds = hasClouds ? List.of(backdrop.clouds(1), backdrop.clouds(0)) : List.of();
    var landscape = new Landscape(stage);
    behind = style.softFar() ? outOfFocus(landscape.behind()) : landscape.behind();
    before = new ArrayList<>(landscape.before());
    new TitleCard(stage, fonts).layer().ifPresent(before::add);
    actors = new Cast(stage, library).actors();
    effects = new Effects(stage);
    finish = finishes.of(width, height, stage.spec().widthPixels(), style, fonts);
  }

  /// Paints the layers of a scene. Others get theirs from [Scenes].
  static AnimaticScene of(SceneSpec spec, MotifLibrary library, Fonts fonts) {
    return of(spec, library, fonts, new FrameFinish.Shelf());
  }

  /// @param finishes shared by scenes, most of which end alike
  static AnimaticScene of(
      SceneSpec spec, MotifLibrary library, Fonts fonts, FrameFinish.Shelf finishes) {
    return new AnimaticScene(spec, library, fonts, finishes);
  }

  private List<Layer> outOfFocus(List<Layer> layers) {
    return layers.stream()
        .map(
            layer ->
                layer.depth() < NEAR
                    ? new Layer(
                        layer.plane().blurred(stage.unit() * 0.004 * (1 - layer.depth() / NEAR)),
                        layer.depth(),
                        layer.movement())
                    : layer)
        .toList();
  }

  private static SceneSpec inBlocks(SceneSpec spec, int block) {
    if (block == 1) {
      return spec;
    }
    return spec.sized(
        Math.max(16, (spec.widthPixels() + block - 1) / block + 1 & ~1),
        Math.max(16, (spec.heightPixels() + block - 1) / block + 1 & ~1));
  }

  /// Whether a frame of this size was drawn by a scene like this, rather than photographed or
  /// generated elsewhere.
  public boolean isOfItsKind(byte[] yuv) {
    return finish.hasTag(yuv);
  }

  @Override
  public int frameBytes() {
    return finish.frameBytes();
  }

  /// Renders a still.
  ///
  /// @param moment share of the shot, 0 its first frame, 1 its last
  /// @return opaque ARGB, row by row
  public int[] renderArgb(double moment) {
    var out = new int[width * height];
    compose(moment, frame -> finish.toArgb(frame, out));
    return out;
  }

  @Override
  public void renderYuv(double moment, byte[] out) {
    compose(moment, frame -> finish.toYuv(frame, out));
  }

  private void compose(double moment, Consumer<Frame> use) {
    Frame waiting = frames.poll();
    Frame frame =
        waiting == null
            ? new Frame(stage.spec().widthPixels(), stage.spec().heightPixels())
            : waiting;
    compose(moment, frame);
    use.accept(frame);
    frames.add(frame);
  }

  private void compose(double moment, Frame frame) {
    double seconds = moment * stage.spec().lengthMillis() / 1000.0;
    List<Layer> layers = layersInOrder(seconds);
    var views = new ArrayList<Plane.View>(layers.size());
    for (Layer layer : layers) {
      views.add(camera.view(layer, seconds, moment));
    }
    int[] hiddenFrom = new int[layers.size()];
    int hidden = frame.height();
    for (int index = layers.size() - 1; index >= 0; index--) {
      hiddenFrom[index] = hidden;
      hidden =
          Math.min(hidden, layers.get(index).plane().hidesFrom(views.get(index), frame.height()));
    }
    for (int index = 0; index < layers.size(); index++) {
      layers.get(index).plane().draw(frame, views.get(index), hiddenFrom[index]);
    }
    shine(frame, seconds, moment);
    effects.drawAir(frame, seconds);
    brighten(frame, effects.flash(seconds));
  }

  private List<Layer> layersInOrder(double seconds) {
    var layers = new ArrayList<Layer>();
    layers.add(Layer.still(sky, 0));
    effects.bolt(seconds).ifPresent(bolt -> layers.add(Layer.still(bolt, 0.1)));
    double drift = stage.unit() * (stage.spec().isWet() ? 0.02 : 0.008);
    double most = stage.width() * 0.1;
    for (int index = 0; index < clouds.size(); index++) {
      double way = Math.clamp(drift * (1 + index) * seconds, -most, most);
      layers.add(
          new Layer(
              clouds.get(index),
              0.04 + 0.05 * index,
              (time, share) -> new Layer.Offset(way, 0, 0, 0)));
    }
    // At sea the last band of water behind the actors washes around the rocks of places.
    int washing = stage.setting("sea") ? 1 : 0;
    int land = behind.size() - washing;
    layers.addAll(behind.subList(0, land));
    actors.stream().filter(Cast.Actor::isPlace).forEach(actor -> layers.addAll(actor.layers()));
    layers.addAll(behind.subList(land, behind.size()));
    actors.stream()
        .filter(actor -> !actor.isPlace())
        .forEach(actor -> layers.addAll(actor.layers()));
    layers.addAll(before);
    return layers;
  }

  private void shine(Frame frame, double seconds, double moment) {
    boolean dim =
        stage.spec().isNight() || stage.spec().isWet() || !stage.spec().time().equals("day");
    for (Cast.Actor actor : actors) {
      Plane.View view = camera.view(actor.body(), seconds, moment);
      double x = view.toFrameX(actor.x());
      double y = view.toFrameY(actor.y());
      double size = actor.size() * view.scale();
      switch (actor.light()) {
        case BEAM -> {
          if (dim || stage.spec().weather().equals("fog")) {
            effects.drawBeam(frame, x, y, size, seconds, stage.spec().isNight() ? 1 : 0.6);
          }
        }
        case GLOW -> {
          double flicker =
              0.85 + 0.15 * StrictMath.sin(seconds * 9) * StrictMath.sin(seconds * 5.3);
          effects.drawGlow(
              frame,
              x,
              y,
              Math.min(size * 0.95, stage.unit() * 0.3),
              stage.graded(0xFFB04A),
              (dim ? 0.5 : 0.2) * flicker);
        }
        case EXHAUST -> effects.drawExhaust(frame, x, y, size, seconds);
        case NONE -> {}
      }
    }
  }

  private static void brighten(Frame frame, double flash) {
    if (flash <= 0) {
      return;
    }
    int[] pixels = frame.pixels();
    int factor = 256 + (int) (110 * flash);
    int add = (int) (26 * flash);
    for (int index = 0; index < pixels.length; index++) {
      int color = pixels[index];
      int red = Math.min(255, ((color >> 16 & 255) * factor / 256) + add);
      int green = Math.min(255, ((color >> 8 & 255) * factor / 256) + add);
      int blue = Math.min(255, ((color & 255) * factor / 256) + add);
      pixels[index] = 0xFF000000 | red << 16 | green << 8 | blue;
    }
  }
}
