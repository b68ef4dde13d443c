package dev.reelwright.provider.comfyui;

/// The names of slots that requests fill. A template may have others, whose values it brings along
/// or a shot names.
final class Slot {
  static final String POSITIVE_PROMPT = "POSITIVE_PROMPT";
  static final String VIDEO_PROMPT = "VIDEO_PROMPT";
  static final String SCENE_PROMPT = "SCENE_PROMPT";
  static final String NEGATIVE_PROMPT = "NEGATIVE_PROMPT";
  static final String STYLE = "STYLE";

  /// A comma and the style, or nothing: to stand behind a prompt.
  static final String IN_STYLE = "IN_STYLE";

  static final String INPUT_IMAGE = "INPUT_IMAGE";
  static final String LAST_IMAGE = "LAST_IMAGE";
  static final String SEED = "SEED";
  static final String WIDTH = "WIDTH";
  static final String HEIGHT = "HEIGHT";
  static final String LENGTH = "LENGTH";
  static final String SECONDS = "SECONDS";
  static final String FPS = "FPS";

  /// Stands in the one loader of a LoRA, which is repeated for each that is asked for.
  static final String LORA = "LORA";

  static final String LORA_STRENGTH = "LORA_STRENGTH";

  private Slot() {}
}
