// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * 5,000 requests, the same for every server and in every build.
 *
 * <p>In each round some requests are held at the gate while eight clients, each on a connection of
 * its own, send what is answered at once; the held ones end then, one by one. Time moves only
 * between those, so that every duration is known beforehand: zero for what is answered at once, and
 * to the nanosecond for what is held. After the last round come those that end in another way.
 *
 * @param lateFailures how many requests fail after their head, all at the same time
 * @param upgrades how many upgrades there are
 */
record Script(
    List<Round> rounds,
    int lateFailures,
    int upgrades,
    List<EventStream> eventStreams,
    List<Leaver> leavers) {
  static final int REQUESTS = 5_000;
  static final int CLIENTS = 8;

  /** {@link Random} is the same on every JVM. */
  private static final long SEED = 20_261_121;

  private static final int ROUNDS = 20;
  private static final int REQUESTS_OF_A_CLIENT = 30;
  private static final int HELD = 8;
  private static final int OF_EACH_OTHER_END = 8;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Those that pass the gate once. */
  private static final List<ScriptRequest> HELD_KINDS =
      List.of(
          ScriptRequest.get(ContractRoutes.HELD + "?token=x", 200, ContractRoutes.HELD)
              .withText("held"),
          ScriptRequest.get(ContractRoutes.ASYNC_COMPLETE, 202, ContractRoutes.ASYNC_COMPLETE),
          ScriptRequest.get(ContractRoutes.STREAMED, 200, ContractRoutes.STREAMED)
              .withText("firstsecond"));

  static Script write() {
    Random random = new Random(SEED);
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      rounds.add(Round.write(random));
    }
    List<EventStream> streams = new ArrayList<>();
    List<Leaver> leavers = new ArrayList<>();
    for (int i = 0; i < OF_EACH_OTHER_END; i++) {
      String path = i % 2 == 0 ? ContractRoutes.BIG : ContractRoutes.ASYNC_BIG;
      streams.add(new EventStream(duration(random), duration(random)));
      leavers.add(new Leaver(path, true, duration(random)));
      leavers.add(new Leaver(path, false, duration(random)));
    }
    return new Script(rounds, OF_EACH_OTHER_END, OF_EACH_OTHER_END, streams, leavers);
  }

  /** Returns nanoseconds, of 1 ms to 8.2 s; as often between 1 and 2 ms as between 1 and 2 s. */
  private static long duration(Random random) {
    long scale = 1L << random.nextInt(13);
    return scale * (NANOS_PER_MILLI + random.nextInt((int) NANOS_PER_MILLI));
  }

  /**
   * A round.
   *
   * @param clients what each client sends, one after the other
   * @param held in the order in which they begin
   */
  record Round(List<List<ScriptRequest>> clients, List<Held> held) {

    private static Round write(Random random) {
      List<List<ScriptRequest>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        List<ScriptRequest> requests = new ArrayList<>();
        for (int j = 0; j < REQUESTS_OF_A_CLIENT; j++) {
          requests.add(ScriptKinds.any(random));
        }
        clients.add(requests);
      }
      List<Held> held = new ArrayList<>();
      for (int i = 0; i < HELD; i++) {
        long begin = i * NANOS_PER_MILLI;
        held.add(
            new Held(
                HELD_KINDS.get(random.nextInt(HELD_KINDS.size())),
                trace(random),
                begin,
                HELD * NANOS_PER_MILLI + duration(random)));
      }
      return new Round(clients, held);
    }

    private static String trace(Random random) {
      HexFormat hex = HexFormat.of();
      String id = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
      return "traceparent: 00-" + id + "-00f067aa0ba902b7-01";
    }
  }

  /**
   * A request that is held, from one moment of the round to another.
   *
   * @param traceHeader the header line with its trace
   */
  record Held(ScriptRequest request, String traceHeader, long beginNanos, long endNanos) {
    long nanos() {
      return endNanos - beginNanos;
    }
  }

  /** An event stream: the time to its head, and from there to its end. */
  record EventStream(long headNanos, long openNanos) {}

  /**
   * A client that leaves after a while.
   *
   * @param beforeHead whether it does so before the head, or else during the body
   */
  record Leaver(String path, boolean beforeHead, long nanos) {}
}
