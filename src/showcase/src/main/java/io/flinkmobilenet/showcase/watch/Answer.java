package io.flinkmobilenet.showcase.watch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends responses that are complete before they are sent. */
final class Answer {
  private Answer() {}

  /** Sends a file. */
  static void file(Response response, Callback callback, String type, byte[] bytes) {
    send(response, callback, HttpStatus.OK_200, type, bytes);
  }

  /** Sends a status with its text. */
  static void status(Response response, Callback callback, int status) {
    String text = status + " " + HttpStatus.getMessage(status) + "\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    send(response, callback, status, "text/plain; charset=utf-8", bytes);
  }

  private static void send(
      Response response, Callback callback, int status, String type, byte[] bytes) {
    response.setStatus(status);
    SecurityHeaders.put(response.getHeaders());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }
}
