package dev.reelwright.provider.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The simulated provider at work, on the loopback address only. What it counted is gone when it
/// ends. Thread-safe.
public final class Simulator implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads;
  private final Jobs jobs;
  private final Faults faults = new Faults();
  private final CountDownLatch closing = new CountDownLatch(1);

  private Simulator(HttpServer server, InstantSource clock) {
    this.server = server;
    this.jobs = new Jobs(clock);
    this.threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("simulator-", 0).factory());
    var conversation = new Conversation(jobs, faults, closing);
    server.setExecutor(threads);
    server.createContext("/v1/", conversation);
    server.createContext("/sim/", new Desk(jobs, faults));
  }

  /// @param port 0 for any that is free
  /// @throws IOException when the port is taken
  public static Simulator start(int port, InstantSource clock) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var simulator = new Simulator(HttpServer.create(address, 0), clock);
    simulator.server.start();
    return simulator;
  }

  /// Where it listens: `http://127.0.0.1:PORT`.
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// How long jobs take that are accepted from now on.
  public void jobsTake(Duration length) {
    jobs.take(length);
  }

  /// Breaks in this way at the next `times` occasions.
  public void arm(Fault fault, int times) {
    faults.arm(fault, times);
  }

  /// Breaks now and then, in ways that a caller can get over.
  ///
  /// @param chance of each request, 0..1
  public void strikeByChance(double chance, long seed) {
    faults.strikeByChance(chance, seed);
  }

  public Counter counter() {
    return jobs.counter();
  }

  /// Every job since the start, oldest first.
  public List<Bill> bills() {
    return jobs.bills();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.close();
  }
}
