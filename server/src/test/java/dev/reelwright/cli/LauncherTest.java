package dev.reelwright.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher as a black box, in a checkout of its own with a Maven and JDKs that only say how
/// they were called.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  @TempDir private Path temporary;
  private Path checkout;
  private Path programs;
  private Path jdks;
  private ProcessBuilder start;

  private record Ended(int exit, String out) {}

  @BeforeEach
  void checkoutWithFakes() throws IOException {
    checkout = Files.createDirectories(temporary.resolve("check out"));
    programs = Files.createDirectories(temporary.resolve("bin"));
    jdks = Files.createDirectories(temporary.resolve("jdks"));
    var script = checkout.resolve("reel");
    Files.copy(root().resolve("reel"), script);
    executable(script);
    Files.createDirectories(checkout.resolve("server/src/main/java"));
    Files.createDirectories(checkout.resolve(".mvn"));
    Files.writeString(checkout.resolve("pom.xml"), "<ffmpeg.version>8</ffmpeg.version>");
    program(
        programs.resolve("mvn"),
        """
        echo "mvn $*" >>'%1$s/maven-calls'
        [ -e '%1$s/source-is-broken' ] && { echo "[ERROR] Broken.java:[1,1] no"; exit 1; }
        mkdir -p server/target/quarkus-app bench/target
        : >server/target/quarkus-app/quarkus-run.jar
        : >bench/target/bench-1.jar
        """
            .formatted(temporary));
    // So that nothing is fetched: an ffmpeg is there.
    program(programs.resolve("ffmpeg"), "");
    program(programs.resolve("ffprobe"), "");
    jdk("25.0.1");

    start = new ProcessBuilder();
    var environment = start.environment();
    environment.clear();
    environment.put("PATH", programs + ":/usr/bin:/bin");
    environment.put("HOME", temporary.toString());
    environment.put("REELWRIGHT_JDK_FOLDERS", jdks + "/*");
    // Training goes on behind the launcher's back and would write where the test clears up.
    environment.put("REELWRIGHT_NO_AOT", "yes");
  }

  @Test
  void buildsOnceAndThenOnlyWhenASourceChanged() throws Exception {
    assertThat(reel("projects").exit()).isZero();
    assertThat(reel("projects").exit()).isZero();
    assertThat(mavenCalls()).hasSize(1);

    var source = Files.writeString(checkout.resolve("server/src/main/java/New.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(reel("projects").exit()).isZero();

    assertThat(mavenCalls()).hasSize(2);
  }

  @Test
  void handsItsWordsAndTheExitCodeThrough() throws Exception {
    start.environment().put("FAKE_EXIT", "42");

    var ended = reel("make", "two words", "--seed", "7");

    assertThat(ended.exit()).isEqualTo(42);
    assertThat(ended.out()).contains("[make]\n[two words]\n[--seed]\n[7]\n");
  }

  @Test
  void findsAFittingJdkThoughTheOneThatIsSetIsOlder() throws Exception {
    start.environment().put("JAVA_HOME", jdk("17.0.15").toString());

    assertThat(reel("--version").out()).contains("java of jdk-25.0.1");
  }

  @Test
  void saysHowToGetAJdkWhenThereIsNone() throws Exception {
    start.environment().put("JAVA_HOME", jdk("21").toString());
    start.environment().put("REELWRIGHT_JDK_FOLDERS", jdks + "/jdk-21");
    start.environment().put("PATH", programs.toString() + ":" + essentials());

    var ended = reel("--version");

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).contains("no JDK 25", "JAVA_HOME");
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    Files.delete(programs.resolve("mvn"));
    start.environment().put("PATH", programs + ":" + essentials());

    var ended = reel("--version");

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).contains("Maven is needed");
  }

  @Test
  void worksFromAnyFolderThroughASymbolicLink() throws Exception {
    var link = Files.createSymbolicLink(temporary.resolve("r"), checkout.resolve("reel"));
    start.directory(programs.toFile());

    var ended = run(List.of(link.toString(), "--version"));

    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).contains("-Dreelwright.home=" + checkout.toRealPath());
  }

  @Test
  void tellsWhyABuildFailedAndStartsNothing() throws Exception {
    Files.createFile(temporary.resolve("source-is-broken"));

    var ended = reel("projects");

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).contains("Broken.java", "build.log").doesNotContain("java of");
  }

  @Test
  void passesWordsOnToMaven() throws Exception {
    start.environment().put("MAVEN_ARGS", "--offline");
    start.environment().put("REELWRIGHT_MAVEN_ARGS", "-Dmaven.repo.local=/elsewhere");

    reel("projects");

    assertThat(mavenCalls().getFirst()).contains("--offline", "-Dmaven.repo.local=/elsewhere");
  }

  @Test
  void runsAllTestsWithOneMavenCall() throws Exception {
    assertThat(reel("test").exit()).isZero();

    assertThat(mavenCalls()).singleElement().asString().endsWith(" verify");
  }

  @Test
  void buildsTheWebStudioForTheServerAlone() throws Exception {
    webStudioWithNpm();

    assertThat(reel("make", "x").exit()).isZero();
    assertThat(temporary.resolve("npm-calls")).doesNotExist();
    assertThat(reel("serve").exit()).isZero();
    assertThat(reel("serve").exit()).isZero();

    assertThat(temporary.resolve("npm-calls")).content().isEqualTo("install run ");
  }

  @Test
  void servesWithoutTheWebStudioWhereNodeIsMissing() throws Exception {
    webStudioWithNpm();
    Files.delete(programs.resolve("npm"));
    start.environment().put("PATH", programs + ":" + essentials());
    start.environment().put("REELWRIGHT_NO_INSTALL", "yes");

    var ended = reel("serve");

    assertThat(ended.exit()).as(ended.out()).isZero();
    assertThat(ended.out()).contains("needs Node 18", "going on without it", "[serve]");
  }

  @Test
  void letsJavaReadAnyScriptThoughTheLocaleIsPlain() throws Exception {
    start.environment().put("LANG", "C");

    assertThat(reel("--version").out()).contains("charset C.UTF-8 language C\n");
  }

  @Test
  void letsJavaReadAnyScriptThoughTheLocaleIsNotInstalled() throws Exception {
    start.environment().put("LANG", "xx_XX.UTF-8");

    assertThat(reel("--version").out()).contains("charset C.UTF-8 language xx_XX.UTF-8\n");
  }

  @Test
  void buildsOnceWhenTwoStartTogether() throws Exception {
    var first = start(List.of(checkout.resolve("reel").toString(), "projects"));
    var second = start(List.of(checkout.resolve("reel").toString(), "projects"));

    assertThat(ended(first).exit()).isZero();
    assertThat(ended(second).exit()).isZero();
    assertThat(mavenCalls()).hasSize(1);
  }

  private Path jdk(String version) throws IOException {
    var home = jdks.resolve("jdk-" + version);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    program(home.resolve("bin/javac"), "");
    program(
        home.resolve("bin/java"),
        """
        echo "java of %s"
        echo "charset ${LC_ALL-} language $REELWRIGHT_LOCALE"
        printf '[%%s]\\n' "$@"
        exit ${FAKE_EXIT-0}
        """
            .formatted(home.getFileName()));
    return home;
  }

  private void webStudioWithNpm() throws IOException {
    var web = Files.createDirectories(checkout.resolve("web"));
    Files.writeString(web.resolve("package.json"), "{}");
    Files.writeString(web.resolve("package-lock.json"), "{}");
    program(programs.resolve("node"), "echo 18");
    program(
        programs.resolve("npm"),
        """
        printf '%%s ' "$1" >>'%s/npm-calls'
        mkdir -p dist node_modules
        : >node_modules/.package-lock.json
        [ "$1" = ci ] || : >dist/index.html
        """
            .formatted(temporary));
  }

  /// A folder with what any system has, but neither Java nor Maven.
  private Path essentials() throws IOException {
    var folder = Files.createDirectories(temporary.resolve("essentials"));
    for (var name :
        List.of(
            "bash",
            "env",
            "dirname",
            "readlink",
            "find",
            "head",
            "mkdir",
            "touch",
            "rm",
            "cp",
            "ln",
            "grep",
            "tail",
            "flock",
            "cat",
            "uname",
            "sed",
            "tput")) {
      for (var place : List.of("/usr/bin", "/bin")) {
        var target = Path.of(place, name);
        if (Files.exists(target) && !Files.exists(folder.resolve(name))) {
          Files.createSymbolicLink(folder.resolve(name), target);
        }
      }
    }
    return folder;
  }

  private Ended reel(String... args) throws Exception {
    var command = new ArrayList<String>();
    command.add(checkout.resolve("reel").toString());
    command.addAll(List.of(args));
    return run(command);
  }

  private Ended run(List<String> command) throws Exception {
    return ended(start(command));
  }

  private Process start(List<String> command) throws IOException {
    return start.command(command).redirectErrorStream(true).start();
  }

  private static Ended ended(Process process) throws Exception {
    var out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), out);
  }

  private List<String> mavenCalls() throws IOException {
    return Files.readAllLines(temporary.resolve("maven-calls"));
  }

  private static void program(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body);
    executable(file);
  }

  private static void executable(Path file) {
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /// Tests run in the folder of their module.
  private static Path root() {
    return Path.of("..").toAbsolutePath().normalize();
  }
}
