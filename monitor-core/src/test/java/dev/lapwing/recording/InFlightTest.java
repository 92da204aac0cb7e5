// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Counting, peaks and places, of calls that begin and end on threads of any number. */
class InFlightTest {
  private static final double BUSY = Double.MAX_VALUE;

  private final InFlight<Object> inFlight = new InFlight<>();

  /** Begins a call on a thread of its own, which may have a stripe of its own. */
  private static int beginElsewhere(InFlight<Object> inFlight) {
    int[] ticket = new int[1];
    Thread thread = new Thread(() -> ticket[0] = inFlight.begin("call"));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return ticket[0];
  }

  /** A call begins where the number is positive, and the oldest ends where it is not. */
  @Property(tries = 200)
  void peakIsTheMostAtOneMoment_withOneStripe(
      @ForAll List<@IntRange(min = -1, max = 2) Integer> steps) {
    InFlight<Object> counted = new InFlight<>();
    List<Integer> tickets = new ArrayList<>();
    int most = 0;
    for (int step : steps) {
      if (step > 0) {
        tickets.add(counted.begin("call"));
      } else if (!tickets.isEmpty()) {
        counted.end(tickets.remove(0));
      }
      most = Math.max(most, tickets.size());
      if (step < 0) {
        assertThat(counted.takePeak()).isEqualTo(most);
        most = tickets.size();
      }
      assertThat(counted.active()).isEqualTo(tickets.size());
      assertThat(counted.peak()).isEqualTo(most);
    }
  }

  @Test
  void callsOfAllStripes_areInTheCountAndInTheTable() {
    int before = inFlight.begin("before");
    inFlight.growStripes(BUSY, 4);
    inFlight.growStripes(BUSY, 4);
    List<Integer> tickets = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      tickets.add(beginElsewhere(inFlight));
    }
    assertThat(inFlight.active()).isEqualTo(11);
    assertThat(inFlight.peak()).isEqualTo(11);
    List<Object> listed = new ArrayList<>();
    inFlight.forEach(listed::add);
    assertThat(listed).hasSize(11);

    tickets.forEach(inFlight::end);
    inFlight.end(before);
    assertThat(inFlight.active()).isZero();
    assertThat(inFlight.takePeak()).isEqualTo(11);
    assertThat(inFlight.peak()).isZero();
  }

  @Test
  void manyCallsOfOneThread_haveAllPlacesThereAre_andTheRestIsCounted() {
    List<Integer> tickets = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      tickets.add(inFlight.begin("call"));
    }
    List<Object> listed = new ArrayList<>();
    inFlight.forEach(listed::add);
    assertThat(listed).hasSize(4_096);
    assertThat(inFlight.active()).isEqualTo(5_000);
    assertThat(inFlight.withoutPlace()).isEqualTo(904);

    tickets.forEach(inFlight::end);
    assertThat(inFlight.active()).isZero();
    listed.clear();
    inFlight.forEach(listed::add);
    assertThat(listed).isEmpty();
  }

  @Property(tries = 500)
  void peakIsTheMostAtOneMoment_alsoOutsideOfTheStripe(
      @ForAll List<@IntRange(min = -30, max = 30) Integer> steps) {
    InFlight<Object> counted = new InFlight<>(60);
    Random random = new Random(steps.hashCode());
    List<Integer> tickets = new ArrayList<>();
    int most = 0;
    for (int step : steps) {
      for (int i = 0; i < step; i++) {
        tickets.add(counted.begin("call"));
      }
      for (int i = 0; i > step && !tickets.isEmpty(); i--) {
        counted.end(tickets.remove(random.nextInt(tickets.size())));
      }
      most = Math.max(most, tickets.size());
      if (step % 3 == 0) {
        assertThat(counted.takePeak()).isEqualTo(most);
        most = tickets.size();
      }
      assertThat(counted.active()).isEqualTo(tickets.size());
      assertThat(counted.peak()).isEqualTo(most);
    }
  }

  @Test
  void fewCalls_addNoStripe_soThatThePeakStaysExact() {
    inFlight.growStripes(49_999, 4);
    int first = inFlight.begin("call");
    beginElsewhere(inFlight);
    inFlight.end(first);
    assertThat(inFlight.peak()).isEqualTo(2);
  }
}
