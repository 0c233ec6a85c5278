package io.flinkmobilenet.cli.watch;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what never reaches the page, a malformed request for one, without a word about why. */
final class PlainErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Answer.status(response, callback, response.getStatus());
    return true;
  }
}
