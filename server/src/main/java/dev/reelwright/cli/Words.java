package dev.reelwright.cli;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// What the command line says to people, in their language. English unless the catalogue has
/// theirs.
final class Words {
  static final String BUNDLE = "dev.reelwright.cli.messages";

  private final ResourceBundle bundle;

  private Words(Locale locale) {
    bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /// @param tag a language such as `zh`, or a POSIX locale such as `zh_CN.UTF-8`; null for English
  static Words of(@Nullable String tag) {
    var language = tag == null ? "" : tag.split("[_.@-]", 2)[0];
    // English is the root. Asking for a catalogue that is not there opens every library.
    return new Words(language.equals("zh") ? Locale.CHINESE : Locale.ROOT);
  }

  String get(String key, Object... parts) {
    var pattern = bundle.getString(key);
    return new MessageFormat(pattern, Locale.ROOT).format(parts);
  }

  ResourceBundle bundle() {
    return bundle;
  }
}
