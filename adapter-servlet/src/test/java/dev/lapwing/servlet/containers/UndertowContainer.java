// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.containers;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.util.Set;

/** Undertow 2.3. */
final class UndertowContainer implements Container {
  private final DeploymentManager deployment;
  private final Undertow server;

  UndertowContainer(WebApp app) {
    String path = app.contextPath().isEmpty() ? "/" : app.contextPath();
    DeploymentInfo info =
        Servlets.deployment()
            .setClassLoader(UndertowContainer.class.getClassLoader())
            .setDeploymentName("test")
            .setContextPath(path)
            .setDisplayName(app.displayName())
            .setResourceManager(new PathResourceManager(app.files()));
    app.initParams().forEach(info::addInitParameter);
    for (ServletContainerInitializer each : app.initializers()) {
      info.addServletContainerInitializer(
          new ServletContainerInitializerInfo(
              each.getClass(), new ImmediateInstanceFactory<>(each), Set.of()));
    }
    app.errorPages().forEach((status, page) -> info.addErrorPage(Servlets.errorPage(page, status)));
    app.listeners().forEach(each -> info.addListener(Servlets.listener(each)));
    app.customizer().accept(info);
    deployment = Servlets.newContainer().addDeployment(info);
    HttpHandler handler;
    try {
      deployment.deploy();
      handler = deployment.start();
    } catch (ServletException | RuntimeException e) {
      deployment.undeploy();
      throw new IllegalStateException("the application did not start", e);
    }
    server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(new PathHandler().addPrefixPath(path, handler))
            .build();
    server.start();
  }

  @Override
  public int port() {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  @Override
  public void close() {
    try {
      deployment.stop();
    } catch (ServletException e) {
      throw new IllegalStateException(e);
    }
    deployment.undeploy();
    server.stop();
  }
}
