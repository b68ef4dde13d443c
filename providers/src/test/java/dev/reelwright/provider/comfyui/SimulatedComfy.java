package dev.reelwright.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A ComfyUI server without ComfyUI, on loopback: one worker, a queue and a history in memory, and
/// the surprises of the real one. Words in a prompt steer it: `FAIL` ends in an error of the
/// sampler, `NO_MEMORY` in one of the card, `STUCK` never ends.
final class SimulatedComfy implements AutoCloseable {
  private static final ObjectMapper JSON = Exchange.JSON;

  /// A job as it was queued.
  record Job(long number, String id, ObjectNode graph, ObjectNode extra, List<String> outputs) {
    /// An item of the queue.
    JsonNode item() {
      var item = JSON.createArrayNode().add(number).add(id);
      item.add(graph).add(extra);
      var names = item.addArray();
      outputs.forEach(names::add);
      return item;
    }
  }

  final ComfyFiles files = new ComfyFiles();
  final Catalog catalog = new Catalog();
  private final Duration perJob;
  private final ServerSocket socket;
  private final ComfyTalk talk = new ComfyTalk(this);
  private final List<Ear> ears = new ArrayList<>();
  private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private final List<Job> pending = new ArrayList<>();
  private final Map<String, ObjectNode> history = new LinkedHashMap<>();
  private final Map<String, ObjectNode> cache = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final List<Map<String, String>> headers = new ArrayList<>();
  private final List<Job> accepted = new ArrayList<>();
  private final Set<String> executed = new LinkedHashSet<>();
  private final Set<Socket> connections = new LinkedHashSet<>();
  private Job running;
  private String interrupted = "";
  private long counter;
  private boolean isClosed;
  private boolean isHanging;
  private boolean isWorkerDead;
  private boolean isOld;
  private int life;
  private final CountDownLatch closing = new CountDownLatch(1);

  /// @param perJob how long a job runs
  SimulatedComfy(Duration perJob) throws IOException {
    this.perJob = perJob;
    this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
    Thread.ofVirtual().start(() -> work(0));
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  ComfySettings.Server server(String name) {
    return ComfySettings.Server.at(name, base());
  }

  /// Strikes once.
  synchronized void arm(Fault fault) {
    faults.merge(fault, 1, Integer::sum);
  }

  synchronized boolean strikes(Fault fault) {
    int left = faults.getOrDefault(fault, 0);
    faults.put(fault, Math.max(0, left - 1));
    return left > 0;
  }

  /// Speaks as versions before the job view do.
  synchronized void isOfOldVersion() {
    isOld = true;
  }

  synchronized boolean isOld() {
    return isOld;
  }

  /// It answers and runs nothing, as after its worker died.
  synchronized void workerDies() {
    isWorkerDead = true;
    notifyAll();
  }

  /// Whatever was in memory is gone; files stay.
  synchronized void restart() {
    pending.clear();
    history.clear();
    cache.clear();
    running = null;
    isWorkerDead = false;
    counter = 0;
    life++;
    int next = life;
    notifyAll();
    Thread.ofVirtual().start(() -> work(next));
  }

  /// Connections are taken and nothing is answered.
  synchronized void hang() {
    isHanging = true;
    isWorkerDead = true;
    notifyAll();
  }

  /// The process is gone.
  void kill() throws IOException {
    close();
  }

  /// What was asked, as `GET /queue`.
  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  synchronized Map<String, String> lastHeaders() {
    return headers.getLast();
  }

  /// Jobs that were queued, in order; a cancelled one stays in the list.
  synchronized List<Job> accepted() {
    return List.copyOf(accepted);
  }

  /// Ids of jobs that ran to a good end.
  synchronized Set<String> executed() {
    return Set.copyOf(executed);
  }

  synchronized int waiting() {
    return pending.size() + (running == null ? 0 : 1);
  }

  synchronized boolean isRunning(String id) {
    return running != null && running.id().equals(id);
  }

  // What the talk does.

  synchronized long queue(String id, ObjectNode graph, ObjectNode extra, List<String> outputs) {
    var job = new Job(counter++, id, graph, extra, outputs);
    pending.add(job);
    accepted.add(job);
    notifyAll();
    return job.number();
  }

  synchronized ObjectNode queueView() {
    var view = JSON.createObjectNode();
    var now = view.putArray("queue_running");
    if (running != null) {
      now.add(running.item());
    }
    var later = view.putArray("queue_pending");
    pending.forEach(job -> later.add(job.item()));
    return view;
  }

  synchronized ObjectNode historyOf(String id) {
    var answer = JSON.createObjectNode();
    if (history.containsKey(id)) {
      answer.set(id, history.get(id));
    }
    return answer;
  }

  /// One of them, if there are several of that id; the running one is not touched.
  synchronized boolean delete(String id) {
    for (var job : pending) {
      if (job.id().equals(id)) {
        pending.remove(job);
        return true;
      }
    }
    return false;
  }

  synchronized boolean interrupt(String id) {
    if (running == null || !running.id().equals(id)) {
      return false;
    }
    interrupted = id;
    notifyAll();
    return true;
  }

  synchronized void listen(Ear ear) {
    ears.add(ear);
  }

  synchronized void deaf(Ear ear) {
    ears.remove(ear);
  }

  private void tell(Job job, String type, ObjectNode data) {
    List<Ear> now;
    synchronized (this) {
      now = List.copyOf(ears);
    }
    data.put("prompt_id", job.id());
    var client = job.extra().path("client_id").asText();
    for (var ear : now) {
      if (ear.client().equals(client)) {
        ear.tell(type, data);
      }
    }
  }

  // The one worker.

  private void work(int ownLife) {
    try {
      while (true) {
        Job job;
        synchronized (this) {
          while (!isClosed && life == ownLife && (pending.isEmpty() || isWorkerDead)) {
            wait();
          }
          if (isClosed || life != ownLife) {
            return;
          }
          job = pending.removeFirst();
          running = job;
        }
        carryOut(job, ownLife);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void carryOut(Job job, int ownLife) throws InterruptedException {
    var entry = JSON.createObjectNode();
    entry.set("prompt", job.item());
    var text = job.graph().toString();
    tell(job, "execution_start", JSON.createObjectNode());
    states(job, 1, 0.5);
    ObjectNode known;
    synchronized (this) {
      known = cache.get(text);
      long end = System.nanoTime() + (known == null ? perJob.toNanos() : 0);
      while (!isClosed
          && life == ownLife
          && !isWorkerDead
          && !interrupted.equals(job.id())
          && (text.contains("STUCK") || System.nanoTime() < end)) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()) + 1;
        wait(text.contains("STUCK") ? 50 : Math.max(1, left));
        states(job, job.graph().size() - 2, 0.5);
      }
      if (isClosed || life != ownLife || isWorkerDead) {
        return; // it stays as it is
      }
    }
    states(job, job.graph().size() - 1, 0);
    end(job, entry, text, known);
  }

  private void end(Job job, ObjectNode entry, String text, ObjectNode known) {
    var messages = JSON.createArrayNode();
    var status = "error";
    boolean isInterrupted;
    synchronized (this) {
      isInterrupted = interrupted.equals(job.id());
    }
    if (isInterrupted) {
      messages.addArray().add("execution_interrupted").addObject().put("prompt_id", job.id());
      entry.putObject("outputs");
    } else if (text.contains("FAIL") || text.contains("NO_MEMORY")) {
      failure(job, text, messages.addArray());
      entry.putObject("outputs");
    } else {
      status = "success";
      var outputs = known == null ? files.save(job) : known;
      entry.set("outputs", outputs);
      messages.addArray().add("execution_success").addObject().put("prompt_id", job.id());
      synchronized (this) {
        cache.put(text, outputs);
        executed.add(job.id());
      }
    }
    entry
        .putObject("status")
        .put("status_str", status)
        .put("completed", status.equals("success"))
        .set("messages", messages);
    synchronized (this) {
      history.put(job.id(), entry);
      running = null;
      interrupted = "";
      notifyAll();
    }
    tell(job, "executing", JSON.createObjectNode().putNull("node"));
  }

  private static void failure(
      Job job, String text, com.fasterxml.jackson.databind.node.ArrayNode message) {
    var sampler = "";
    for (var node : job.graph().properties()) {
      if (node.getValue().path("class_type").asText().startsWith("KSampler")) {
        sampler = node.getKey();
      }
    }
    boolean isMemory = text.contains("NO_MEMORY");
    message
        .add("execution_error")
        .addObject()
        .put("prompt_id", job.id())
        .put("node_id", sampler)
        .put("node_type", "KSampler")
        .put("exception_type", isMemory ? "torch.OutOfMemoryError" : "RuntimeError")
        .put(
            "exception_message",
            isMemory
                ? "Allocation on device\n"
                : "shapes do not fit in /opt/comfy/models/unet/x.safetensors\n");
  }

  private void states(Job job, int finished, double part) {
    var data = JSON.createObjectNode();
    var nodes = data.putObject("nodes");
    int place = 0;
    for (var node : job.graph().properties()) {
      boolean isDone = place < finished;
      if (place++ > finished) {
        break;
      }
      nodes
          .putObject(node.getKey())
          .put("value", isDone ? 1 : part)
          .put("max", 1)
          .put("state", isDone ? "finished" : "running");
    }
    tell(job, "progress_state", data);
  }

  // Connections.

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var connection = socket.accept();
        synchronized (this) {
          connections.add(connection);
        }
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var request = Exchange.read(connection);
      CountDownLatch hanging;
      synchronized (this) {
        requests.add(request.method + " " + request.path);
        headers.add(request.headers);
        hanging = isHanging ? closing : null;
      }
      if (hanging != null) {
        hanging.await();
        return;
      }
      talk.answer(request, connection);
    } catch (IOException _) {
      // The client went away, which some tests make it do.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        connections.remove(connection);
      }
    }
  }

  @Override
  public void close() throws IOException {
    List<Socket> open;
    synchronized (this) {
      isClosed = true;
      open = List.copyOf(connections);
      notifyAll();
    }
    closing.countDown();
    socket.close();
    for (var connection : open) {
      connection.close();
    }
  }
}
