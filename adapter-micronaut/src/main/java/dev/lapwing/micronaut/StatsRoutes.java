// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.StatsEndpoint;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.ExecutionHandleLocator;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.web.router.DefaultRouteBuilder;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mounts the stats endpoint at its base path and all below, unless the service has routes of its
 * own there. Micronaut would answer 400 to both.
 */
@Singleton
@SuppressWarnings("overrides") // of Micronaut: the methods that it inherits lack their dots
final class StatsRoutes extends DefaultRouteBuilder
    implements ApplicationEventListener<ServerStartupEvent> {
  private static final List<HttpMethod> METHODS =
      List.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  private final StatsEndpoint endpoint;
  private final String base;
  private final BeanProvider<Router> router;
  private volatile @Nullable Boolean taken;

  StatsRoutes(
      PerformanceMonitor monitor,
      BeanProvider<Router> router,
      ExecutionHandleLocator beans,
      UriNamingStrategy names,
      ConversionService conversions) {
    super(beans, names, conversions);
    this.router = router;
    this.endpoint = monitor.http().endpoint();
    this.base = names.resolveUri(endpoint.basePath());
    for (HttpMethod method : METHODS) {
      mount(method, base);
      mount(method, base + "/{+below}");
    }
  }

  private void mount(HttpMethod method, String uri) {
    buildRoute(method, uri, StatsController.class, "answer", HttpRequest.class)
        .consumesAll()
        .produces(MediaType.ALL_TYPE)
        .where(request -> !isTaken());
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent started) {
    if (isTaken()) {
      endpoint.yieldTo(base);
    }
  }

  /** Asks the router, which is complete only after all builders of routes. */
  private boolean isTaken() {
    Boolean known = taken;
    if (known == null) {
      known = router.get().uriRoutes().anyMatch(this::isOfTheServiceAtBase);
      taken = known;
    }
    return known;
  }

  private boolean isOfTheServiceAtBase(UriRouteInfo<?, ?> route) {
    if (route.getDeclaringType() == StatsController.class) {
      return false;
    }
    String path = route.getUriMatchTemplate().toPathString();
    return path.equals(base) || path.startsWith(base + "/");
  }
}
