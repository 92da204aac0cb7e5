// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.Outcome;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All operations, found without allocation and bounded by kind.
 *
 * <p>HTTP operations are found by the route as its framework spells it, which is remembered beside
 * the normalised route, and then by method. Past the limit of a kind, calls go to a reserved
 * operation: {@code GET (other)} for each method, {@code (other)} for internal ones. Those, {@code
 * (unmatched)} and {@code (static)} are not counted towards the limit, so nothing can push them
 * out.
 *
 * <p>Lookups are lock-free. The lock is taken when an operation or a spelling is first seen, and
 * not at all once the limit is reached. Whether it is reached is read before the lookup, and set
 * after the last operation can be found: a thread that reads that all is full, and then does not
 * find an operation, will never find it.
 */
public final class Registry {
  /** The name of what is past the limit. */
  public static final String OTHER = "(other)";

  /** The route of a request that no route matched. */
  public static final String UNMATCHED = "(unmatched)";

  /** The route of a request that a static file handler took. */
  public static final String STATIC = "(static)";

  /** Spellings that are remembered, as a multiple of the operations there may be. */
  private static final int SPELLINGS_PER_OPERATION = 4;

  /** The longest spelling that is remembered, in characters. */
  private static final int MAX_SPELLING_LENGTH = 1_024;

  private final int maxHttp;
  private final int maxInternal;
  private final UnaryOperator<String> normaliser;
  private final BiFunction<OperationKind, String, Measuring> measuring;
  private final RecorderTable recorders = new RecorderTable();
  private final RecorderCache cache;

  private final Object lock = new Object();
  private final Map<String, Route> spellings = new ConcurrentHashMap<>();
  private final Map<String, Route> routes = new ConcurrentHashMap<>();
  private final Map<String, Operation> internals = new ConcurrentHashMap<>();
  private final Route unmatched = new Route(UNMATCHED, true);
  private final Route staticFiles = new Route(STATIC, true);
  private final Route otherRoutes = new Route(OTHER, true);
  private final Operation otherInternal;
  private int httpCount;
  private volatile boolean httpFull;
  private volatile boolean httpOverflowed;
  private volatile boolean internalOverflowed;

  /**
   * @param maxHttp the most HTTP operations, positive
   * @param maxInternal the most internal operations, positive
   * @param normaliser makes one spelling of a route
   * @param measuring how the calls of an operation of a kind and name are measured
   */
  public Registry(
      int maxHttp,
      int maxInternal,
      UnaryOperator<String> normaliser,
      BiFunction<OperationKind, String, Measuring> measuring) {
    this.maxHttp = maxHttp;
    this.maxInternal = maxInternal;
    this.cache = new RecorderCache(maxHttp);
    this.normaliser = normaliser;
    this.measuring = measuring;
    this.otherInternal = newInternal(OTHER);
  }

  /**
   * Returns what records the requests of a method and route that ended so.
   *
   * @param method the method as it was received
   * @param route the route as its framework spells it; null or empty when nothing matched
   * @param status the response's status, 100 to 999; 0 when there is none
   */
  public Recorder recorder(String method, @Nullable String route, Outcome outcome, int status) {
    if (route == null) {
      return http(method, null).recorder(outcome, status);
    }
    Recorder found = cache.find(method, route, outcome, status);
    return found != null ? found : findRecorder(method, route, outcome, status);
  }

  private Recorder findRecorder(String method, String route, Outcome outcome, int status) {
    Operation operation = http(method, route);
    Recorder recorder = operation.recorder(outcome, status);
    boolean own = recorder.records(outcome, status) && method.equals(operation.method());
    if (own && spellings.containsKey(route)) {
      cache.keep(method, route, outcome, status, recorder);
    }
    return recorder;
  }

  /**
   * Returns the operation of a request.
   *
   * @param method the method as it was received
   * @param route the route as its framework spells it; null or empty when nothing matched
   */
  public Operation http(String method, @Nullable String route) {
    Route found = route == null || route.isEmpty() ? unmatched : routeOf(route);
    int methodIndex = HttpMethods.indexOf(method);
    if (found == otherRoutes) {
      return other(methodIndex);
    }
    Operation operation = found.operation(methodIndex);
    return operation != null ? operation : create(found, methodIndex);
  }

  private Route routeOf(String spelling) {
    Route found = spellings.get(spelling);
    if (found != null) {
      return found;
    }
    return switch (spelling) {
      case STATIC -> staticFiles;
      case UNMATCHED -> unmatched;
      default -> respell(spelling);
    };
  }

  private Route respell(String spelling) {
    String template = normaliser.apply(spelling);
    boolean wasFull = httpFull;
    Route known = routes.get(template);
    if (known == null && wasFull) {
      return otherRoutes;
    }
    boolean remember =
        spelling.length() <= MAX_SPELLING_LENGTH
            && spellings.size() < SPELLINGS_PER_OPERATION * maxHttp;
    if (known != null && !remember) {
      return known;
    }
    synchronized (lock) {
      Route route = routes.get(template);
      if (route == null) {
        if (httpFull) {
          return otherRoutes;
        }
        route = new Route(template, false);
        routes.put(template, route);
      }
      if (remember) {
        spellings.put(spelling, route);
      }
      return route;
    }
  }

  private Operation create(Route route, int methodIndex) {
    boolean wasFull = httpFull;
    Operation present = route.operation(methodIndex);
    if (present != null) {
      return present;
    }
    if (!route.reserved && wasFull) {
      return other(methodIndex);
    }
    synchronized (lock) {
      Operation made = route.operation(methodIndex);
      if (made != null) {
        return made;
      }
      if (!route.reserved && httpFull) {
        return other(methodIndex);
      }
      Operation created = route.add(methodIndex, newHttp(methodIndex, route.template));
      if (!route.reserved) {
        httpFull = ++httpCount >= maxHttp;
      }
      return created;
    }
  }

  private Operation other(int methodIndex) {
    if (!httpOverflowed) {
      httpOverflowed = true;
    }
    Operation present = otherRoutes.operation(methodIndex);
    return present != null ? present : create(otherRoutes, methodIndex);
  }

  private Operation newHttp(int methodIndex, String template) {
    String method = HttpMethods.nameOf(methodIndex);
    String name = method + " " + template;
    return new Operation(
        OperationKind.HTTP,
        method,
        template,
        name,
        measuring.apply(OperationKind.HTTP, name),
        recorders);
  }

  /** Returns the internal operation of a name if it was seen before; else null. */
  public @Nullable Operation knownInternal(String name) {
    return internals.get(name);
  }

  /** Returns the internal operation of a name, which the caller has checked. */
  public Operation internal(String name) {
    if (name.equals(OTHER)) {
      return otherInternal;
    }
    boolean wasFull = internals.size() >= maxInternal;
    Operation present = internals.get(name);
    if (present != null) {
      return present;
    }
    if (!wasFull) {
      synchronized (lock) {
        Operation made = internals.get(name);
        if (made != null) {
          return made;
        }
        if (internals.size() < maxInternal) {
          Operation created = newInternal(name);
          internals.put(name, created);
          return created;
        }
      }
    }
    if (!internalOverflowed) {
      internalOverflowed = true;
    }
    return otherInternal;
  }

  private Operation newInternal(String name) {
    return new Operation(
        OperationKind.INTERNAL,
        null,
        null,
        name,
        measuring.apply(OperationKind.INTERNAL, name),
        recorders);
  }

  /** Returns every operation of which something was recorded. */
  public Set<Operation> operations() {
    Set<Operation> operations = new HashSet<>();
    for (Recorder each = newestRecorder(); each != null; each = each.older()) {
      operations.add(each.operation());
    }
    return operations;
  }

  /** Returns the recorder that was made last, from which all others follow; null for none. */
  public @Nullable Recorder newestRecorder() {
    return recorders.newest();
  }

  /** Returns whether calls went to a reserved operation because a limit was reached. */
  public boolean overflowed() {
    return httpOverflowed || internalOverflowed;
  }

  /** A normalised route with the operation of each method that was seen on it. */
  private static final class Route {
    final String template;
    final boolean reserved;

    private final AtomicReferenceArray<@Nullable Operation> byMethod =
        new AtomicReferenceArray<>(HttpMethods.COUNT);

    Route(String template, boolean reserved) {
      this.template = template;
      this.reserved = reserved;
    }

    @Nullable Operation operation(int methodIndex) {
      return byMethod.get(methodIndex);
    }

    Operation add(int methodIndex, Operation operation) {
      byMethod.set(methodIndex, operation);
      return operation;
    }
  }
}
