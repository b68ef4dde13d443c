package dev.reelwright.provider.comfyui;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes a server's words fit for people: short, and without the places of its files, which its
/// messages and tracebacks are full of.
final class Words {
  private static final int LONGEST = 500;
  private static final Pattern PATH =
      Pattern.compile("(?<!\\w)(?:[A-Za-z]:)?(?:[\\\\/][\\w.~-]+){2,}[\\\\/]?");

  private Words() {}

  static String fit(String said) {
    var shown = PATH.matcher(said).replaceAll(found -> nameOf(found.group())).strip();
    return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
  }

  private static String nameOf(String path) {
    var file = path.replaceFirst("[\\\\/]$", "");
    var name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    return Matcher.quoteReplacement(name);
  }
}
