// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.javalin;

import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.ResourceHandler;
import io.javalin.http.staticfiles.StaticFileConfig;
import io.javalin.security.RouteRole;
import java.util.Set;

/** The service's handler of static files, which notes in a request attribute what it takes. */
final class NotedFiles implements ResourceHandler {
  private final ResourceHandler files;
  private final String attribute;

  NotedFiles(ResourceHandler files, String attribute) {
    this.files = files;
    this.attribute = attribute;
  }

  @Override
  public boolean handle(Context ctx) {
    boolean taken = files.handle(ctx);
    if (taken) {
      ctx.req().setAttribute(attribute, true);
    }
    return taken;
  }

  @Override
  public void init(CompressionStrategy compression) {
    files.init(compression);
  }

  @Override
  public boolean canHandle(Context ctx) {
    return files.canHandle(ctx);
  }

  @Override
  public boolean addStaticFileConfig(StaticFileConfig config) {
    return files.addStaticFileConfig(config);
  }

  @Override
  public Set<RouteRole> resourceRouteRoles(Context ctx) {
    return files.resourceRouteRoles(ctx);
  }
}
