package dev.reelwright.provider.comfyui;

import dev.reelwright.access.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How ComfyUI is reached and what it is told.
///
/// @param servers at least one, each with a name of its own
/// @param patience how long a job may run, and how long it may wait for others before it
/// @param pollInterval pause between two looks at a job
/// @param templates folder of workflows, each a model by its file's name without `.json`; null for
///   none besides those that come with this adapter
/// @param named workflows in files of their own, by model; they go before all others
/// @param clipNodes nodes whose file is the clip, where there are several, best first
public record ComfySettings(
    List<Server> servers,
    Duration patience,
    Duration pollInterval,
    @Nullable Path templates,
    Map<String, Path> named,
    List<String> clipNodes) {
  /// Where a workflow runs.
  ///
  /// @param name also the name of its lane: 1..64 letters, digits, dots, dashes and underscores
  /// @param base its address, a path such as `/api` included, without a slash at the end
  /// @param kind how it is spoken to
  /// @param key what is shown at the door, or null
  public record Server(String name, URI base, Kind kind, @Nullable Secret key) {
    public Server {
      if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}")) {
        throw new IllegalArgumentException("a server cannot be called " + name);
      }
    }

    /// A ComfyUI that asks for no key.
    public static Server at(String name, URI base) {
      return new Server(name, base, Kind.COMFYUI, null);
    }
  }

  /// How a server is spoken to.
  public enum Kind {
    /// By ComfyUI's own interface.
    COMFYUI,
    /// As a serverless endpoint of RunPod that runs `worker-comfyui`.
    RUNPOD
  }

  public ComfySettings {
    servers = List.copyOf(servers);
    named = Map.copyOf(named);
    clipNodes = List.copyOf(clipNodes);
    Set<String> names = new HashSet<>();
    for (var server : servers) {
      if (!names.add(server.name())) {
        throw new IllegalArgumentException("two servers are called " + server.name());
      }
    }
    if (servers.isEmpty() || patience.isNegative() || pollInterval.isNegative()) {
      throw new IllegalArgumentException(
          "ComfyUI needs a server, and times that are not negative: %s, %s"
              .formatted(patience, pollInterval));
    }
  }
}
