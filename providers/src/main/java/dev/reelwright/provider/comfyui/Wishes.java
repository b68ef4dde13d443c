package dev.reelwright.provider.comfyui;

import dev.reelwright.project.Format;
import dev.reelwright.provider.ImageRequest;
import dev.reelwright.provider.InputFile;
import dev.reelwright.provider.VideoRequest;
import dev.reelwright.provider.comfyui.LoraChain.Lora;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a request puts into the slots of a workflow.
///
/// @param values texts and numbers by slot
/// @param pictures by slot
record Wishes(Map<String, Object> values, Map<String, InputFile> pictures) {
  /// Where a shot names further slots and LoRAs: `{"slots": {"MODEL": "x.safetensors"}, "loras":
  /// [{"file": "y.safetensors", "strength": 0.8}]}`.
  static final String EXTRA = "comfyui";

  /// ComfyUI takes more; these are whole in every JSON reader (2^53).
  private static final long MOST_SEED = (1L << 53) - 1;

  Wishes {
    values = Map.copyOf(values);
    pictures = Map.copyOf(pictures);
  }

  static Wishes of(ImageRequest request, Template.Traits traits) {
    var values = new HashMap<String, Object>();
    values.put(Slot.POSITIVE_PROMPT, request.prompt());
    values.put(Slot.SCENE_PROMPT, request.prompt());
    negative(request.negative(), values);
    style(request.style(), values);
    size(request.format(), traits, values);
    values.put(Slot.SEED, request.seed() & MOST_SEED);
    extra(request.extra(), values);
    return new Wishes(values, pictures(request.reference(), null));
  }

  static Wishes of(VideoRequest request, Template.Traits traits) {
    var values = new HashMap<String, Object>();
    var motion = request.motion().isBlank() ? request.scene() : request.motion();
    values.put(Slot.VIDEO_PROMPT, motion);
    values.put(Slot.POSITIVE_PROMPT, motion);
    values.put(Slot.SCENE_PROMPT, request.scene());
    negative(request.negative(), values);
    style(request.style(), values);
    size(request.format(), traits, values);
    values.put(Slot.SEED, request.seed() & MOST_SEED);
    values.put(Slot.FPS, traits.fps());
    values.put(Slot.LENGTH, frames(request.lengthMillis(), traits));
    values.put(Slot.SECONDS, request.lengthMillis() / 1000.0);
    extra(request.extra(), values);
    return new Wishes(values, pictures(request.firstFrame(), request.lastFrame()));
  }

  /// As many frames as the length needs, and then on to a number that the model makes.
  static int frames(long lengthMillis, Template.Traits traits) {
    long wanted = Math.ceilDiv(lengthMillis * traits.fps(), 1000L);
    long steps = Math.ceilDiv(Math.max(0, wanted - 1), (long) traits.frameStep());
    long most = (traits.mostFrames() - 1L) / traits.frameStep();
    return (int) (Math.min(steps, most) * traits.frameStep() + 1);
  }

  private static void size(Format format, Template.Traits traits, Map<String, Object> values) {
    double ratio = (double) format.widthPixels() / format.heightPixels();
    double height = Math.sqrt(traits.pixels() / ratio);
    values.put(Slot.WIDTH, rounded(height * ratio, traits.multiple()));
    values.put(Slot.HEIGHT, rounded(height, traits.multiple()));
  }

  private static int rounded(double side, int multiple) {
    return (int) Math.max(1, Math.round(side / multiple)) * multiple;
  }

  /// A template's own words stand where a shot has none.
  private static void negative(String negative, Map<String, Object> values) {
    if (!negative.isBlank()) {
      values.put(Slot.NEGATIVE_PROMPT, negative);
    }
  }

  private static void style(String style, Map<String, Object> values) {
    var words = style.replace('_', ' ').strip();
    values.put(Slot.STYLE, words);
    values.put(Slot.IN_STYLE, words.isEmpty() || words.equals("default") ? "" : ", " + words);
  }

  private static Map<String, InputFile> pictures(
      @Nullable InputFile first, @Nullable InputFile last) {
    var pictures = new HashMap<String, InputFile>();
    if (first != null) {
      pictures.put(Slot.INPUT_IMAGE, first);
    }
    if (last != null) {
      pictures.put(Slot.LAST_IMAGE, last);
    }
    return pictures;
  }

  private static void extra(Map<String, Object> extra, Map<String, Object> values) {
    if (!(extra.get(EXTRA) instanceof Map<?, ?> told)) {
      return;
    }
    if (told.get("slots") instanceof Map<?, ?> slots) {
      slots.forEach(
          (slot, value) -> {
            if (value instanceof String || value instanceof Number) {
              values.put(String.valueOf(slot), value);
            }
          });
    }
    if (told.get("loras") instanceof List<?> wanted) {
      var loras = new ArrayList<Lora>();
      for (var each : wanted) {
        if (each instanceof Map<?, ?> lora && lora.get("file") instanceof String file) {
          loras.add(
              new Lora(file, lora.get("strength") instanceof Number how ? how.doubleValue() : 1));
        }
      }
      values.put(Slot.LORA, loras);
    }
  }
}
