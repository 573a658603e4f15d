package dev.towpath.release.worker;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Lease;
import dev.towpath.release.run.Quay;
import dev.towpath.release.run.Shift;
import dev.towpath.release.runbook.Runbook;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Drives the quay's release, and hears what the worker says.
final class Hands implements Crew, WorkerListener {
  final List<String> told = new CopyOnWriteArrayList<>();
  final List<ReleaseId> looks = new CopyOnWriteArrayList<>();
  volatile boolean changed;
  volatile @Nullable Error fault;
  private final Quay quay;

  Hands(Quay quay) {
    this.quay = quay;
  }

  @Override
  public String served() {
    return "quay";
  }

  @Override
  public String person() {
    return "worker";
  }

  @Override
  public String driver() {
    return "test worker";
  }

  @Override
  public Runbook require(RunState run) {
    looks.add(run.release().id());
    Error broken = fault;
    if (broken != null) {
      throw broken;
    }
    if (changed) {
      throw Problem.of("changed", Exit.REFUSED, "What was planned is not what is there.")
          .exception();
    }
    return quay.runbook;
  }

  @Override
  public RunState drive(Lease lease, Runbook runbook, Release release, Shift shift)
      throws InterruptedException {
    return quay.driver(lease, runbook, shift).drive();
  }

  @Override
  public void takes(RunState run) {
    told.add("takes");
  }

  @Override
  public void lets(RunState run) {
    told.add("lets: " + run.standing());
  }

  @Override
  public void leaves(ReleaseId release, Problem why) {
    told.add("leaves: " + why.what());
  }

  @Override
  public void waits(Problem why) {
    told.add("waits: " + why.what());
  }

  @Override
  public void goesOn() {
    told.add("goes on");
  }

  Worker worker() {
    return new Worker(quay.control, quay.journal, this, this, InstantSource.system());
  }
}
