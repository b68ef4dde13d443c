package dev.reelwright.provider;

import dev.reelwright.ledger.Money;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A provider in memory. It outlives the engines that call it, counts what it was asked, and does
/// what a test tells it: answer at once or by jobs, refuse, break, keep the caller waiting.
public abstract class FakeGenerator<Q, T> implements Generator<Q, T> {
  private interface Answer<Q, T> {
    SubmitResult<T> to(Q request, Call call) throws InterruptedException;
  }

  private final String name;
  private final List<Q> submissions = new ArrayList<>();
  private final Map<ProviderJob, Q> jobs = new HashMap<>();
  private final Map<String, ProviderJob> jobsByAttempt = new HashMap<>();
  private final Set<ProviderJob> finished = new HashSet<>();
  private final Deque<Answer<Q, T>> script = new ArrayDeque<>();
  private String lane = "local-light";
  private Money price = Money.zero(Money.USD);
  private boolean free = true;
  private boolean asJobs;
  private boolean jobsAreDone = true;
  private boolean findable;
  private boolean cancellable;
  private int polls;
  private int glances;

  protected FakeGenerator(String name) {
    this.name = name;
  }

  protected abstract T make(Q request, Call call) throws IOException;

  /// A lane that is no node's own.
  public synchronized void isRemote(String newLane) {
    lane = newLane;
  }

  public synchronized void costs(Money newPrice) {
    price = newPrice;
    free = false;
    lane = name + "-lane";
  }

  /// Accepts orders as jobs, which are not done before `finishesJobs`.
  public synchronized void worksInJobs() {
    asJobs = true;
    jobsAreDone = false;
  }

  public synchronized void finishesJobs() {
    jobsAreDone = true;
  }

  /// Is done with one of its jobs.
  public synchronized void finishes(String job) {
    finished.add(new ProviderJob(job));
  }

  /// Took a job before this process began, and is done with it.
  public synchronized void remembers(String job, Q request) {
    jobs.put(new ProviderJob(job), request);
    finishes(job);
  }

  /// Knows its jobs by the attempt's key.
  public synchronized void findsJobs() {
    findable = true;
  }

  public synchronized void cancelsJobs() {
    cancellable = true;
  }

  public synchronized void rejectsNext(RejectionReason reason) {
    script.add((_, _) -> new SubmitResult.Rejected<>(reason, "scripted: " + reason));
  }

  /// Takes the next order as a job and loses the connection before it can say so.
  public synchronized void losesNextAnswer() {
    script.add(
        (request, call) -> {
          accept(request, call);
          return new SubmitResult.Unknown<>(new IOException("connection reset"));
        });
  }

  /// Breaks in the adapter.
  public synchronized void throwsNext() {
    script.add(
        (_, _) -> {
          throw new IllegalStateException("scripted: broken adapter");
        });
  }

  /// Keeps the next caller waiting until it is cancelled or the gate opens.
  ///
  /// @return opened by the test; counted down once more when the caller is there
  public synchronized Gate holdsNext() {
    var gate = new Gate(new CountDownLatch(1), new CountDownLatch(1));
    script.add(
        (request, call) -> {
          gate.reached().countDown();
          while (!gate.open().await(20, TimeUnit.MILLISECONDS)) {
            call.cancel().check();
          }
          return deliver(request, call);
        });
    return gate;
  }

  /// Keeps the next caller waiting, whatever it is told.
  public synchronized Gate holdsNextStubbornly() {
    var gate = new Gate(new CountDownLatch(1), new CountDownLatch(1));
    script.add(
        (request, call) -> {
          gate.reached().countDown();
          gate.open().await();
          return deliver(request, call);
        });
    return gate;
  }

  public record Gate(CountDownLatch reached, CountDownLatch open) {}

  public synchronized List<Q> submissions() {
    return List.copyOf(submissions);
  }

  public synchronized int polls() {
    return polls;
  }

  @Override
  public synchronized Capabilities capabilities() {
    return new Capabilities("fake", name, lane, false, free);
  }

  @Override
  public synchronized Quote quote(Q request) {
    return new Quote.Priced(price);
  }

  @Override
  public SubmitResult<T> submit(Q request, Call call) throws InterruptedException {
    Answer<Q, T> answer;
    synchronized (this) {
      submissions.add(request);
      var scripted = script.poll();
      answer = scripted != null ? scripted : asJobs ? this::accept : this::deliver;
    }
    return answer.to(request, call);
  }

  @Override
  public synchronized PollResult<T> poll(ProviderJob job, Call call) throws IOException {
    polls++;
    var request = jobs.get(job);
    if (request == null) {
      return new PollResult.Failed<>(
          RejectionReason.INVALID_REQUEST, "no such job", Money.zero(Money.USD));
    }
    return jobsAreDone || finished.contains(job)
        ? new PollResult.Delivered<>(make(request, call), price)
        : new PollResult.Working<>(0.5, Duration.ofMillis(100));
  }

  /// For those that are `Glancing`.
  public synchronized Glancing.Glance glance(ProviderJob job, String place) {
    glances++;
    return !jobs.containsKey(job) || jobsAreDone
        ? new Glancing.Glance.MaybeOver()
        : new Glancing.Glance.Working(0.5, Duration.ofMillis(100));
  }

  public synchronized int glances() {
    return glances;
  }

  @Override
  public synchronized Optional<ProviderJob> find(Q request, Call call) {
    return findable
        ? Optional.ofNullable(jobsByAttempt.get(call.attempt().value()))
        : Optional.empty();
  }

  @Override
  public synchronized boolean cancel(ProviderJob job) {
    return cancellable;
  }

  private synchronized SubmitResult<T> accept(Q request, Call call) {
    var job = new ProviderJob(name + " job " + (jobs.size() + 1));
    jobs.put(job, request);
    jobsByAttempt.put(call.attempt().value(), job);
    return new SubmitResult.Accepted<>(job);
  }

  private SubmitResult<T> deliver(Q request, Call call) {
    try {
      return new SubmitResult.Delivered<>(make(request, call), priceNow());
    } catch (IOException e) {
      return new SubmitResult.Rejected<>(RejectionReason.PROVIDER_FAILURE, e.toString());
    }
  }

  private synchronized Money priceNow() {
    return price;
  }
}
