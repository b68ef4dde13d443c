package dev.reelwright.cli;

import dev.reelwright.wiring.ServerWiring;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `reel serve`: the server, until it is told to end.
@Command(name = "serve", sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  private final Context context;

  @Option(names = "--host", paramLabel = "ADDRESS", descriptionKey = "serve.host")
  private @Nullable String host;

  @Option(names = "--port", paramLabel = "PORT", descriptionKey = "serve.port")
  private @Nullable String port;

  @Mixin private final CommonOptions common = new CommonOptions();

  ServeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    var options = new LinkedHashMap<String, String>();
    if (host != null) {
      options.put("HOST", host);
    }
    if (port != null) {
      options.put("PORT", port);
    }
    var settings = context.settings(common);
    var server = context.serverSettings(options);
    options.put("DATA", settings.data().toString());
    requireFree(server.host(), server.port());
    options.forEach((key, value) -> System.setProperty(ServerWiring.OPTION + key, value));
    var log = settings.data().resolve("logs").resolve("server.log");
    Map.of(
            "quarkus.http.host",
            server.host(),
            "quarkus.http.port",
            Integer.toString(server.port()),
            "quarkus.http.limits.max-body-size",
            server.gate().fileBytes() + 1_000_000 + "",
            "quarkus.log.file.enabled",
            "true",
            "quarkus.log.file.path",
            log.toString(),
            "quarkus.log.file.rotation.max-file-size",
            "2M",
            "quarkus.log.console.level",
            "ERROR",
            "quarkus.log.level",
            settings.logLevel().getName())
        .forEach(System::setProperty);
    var failure = new AtomicReference<Throwable>();
    var code = new AtomicReference<Integer>(0);
    Quarkus.run(
        Announcement.class,
        (exit, problem) -> {
          code.set(exit);
          failure.set(problem);
        });
    if (failure.get() != null) {
      throw Failure.of("serve-failed", failure.get(), cause(failure.get()), log);
    }
    return code.get();
  }

  /// Said before anything is opened, in our own words.
  private static void requireFree(String host, int port) throws Failure {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException e) {
      throw Failure.of(
          "port-taken", e, host, Integer.toString(port), String.valueOf(e.getMessage()));
    }
  }

  private static String cause(Throwable failure) {
    var deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }

  /// Tells where the server listens once it does, and waits for its end.
  public static final class Announcement implements QuarkusApplication {
    private final dev.reelwright.wiring.ServerSettings server;
    private final dev.reelwright.wiring.Settings settings;

    public Announcement(
        dev.reelwright.wiring.ServerSettings server, dev.reelwright.wiring.Settings settings) {
      this.server = server;
      this.settings = settings;
    }

    @Override
    public int run(String... args) {
      var environment = System.getenv();
      var terminal = Terminal.ofProcess(environment);
      var words = Words.of(environment.get("REELWRIGHT_LANG"));
      var host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
      int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
      terminal.out().println(words.get("serve.listens", "http://" + host + ":" + port));
      terminal.out().println(words.get("serve.data", settings.data()));
      server.gate().risks().forEach(risk -> terminal.err().println(words.get("serve.risk", risk)));
      if (server.gate().asksForKey()) {
        terminal.out().println(words.get("serve.key-needed"));
      }
      terminal.out().flush();
      Quarkus.waitForExit();
      return 0;
    }
  }
}
