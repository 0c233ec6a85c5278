package io.flinkmobilenet.showcase.camera;

import io.flinkmobilenet.cli.kafka.ImagePublisher;
import io.flinkmobilenet.cli.kafka.Pace;
import io.flinkmobilenet.cli.kafka.Published;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.showcase.roadsigns.Camera;
import io.flinkmobilenet.showcase.roadsigns.CameraFrame;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A camera that generates and sends images on its own thread until it is stopped. */
public final class CameraFeed implements AutoCloseable {
  private final CameraSettings settings;
  private final ImagePublisher publisher;
  private final Runnable step;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "camera");
  private volatile boolean stopping;
  private volatile CommandFailure failure;

  private CameraFeed(CameraSettings settings, ImagePublisher publisher, Runnable step) {
    this.settings = settings;
    this.publisher = publisher;
    this.step = step;
  }

  /**
   * Starts a camera.
   *
   * @param format writes the topic's records, for this camera alone
   * @param complaints receives one line for each frame that cannot be sent
   * @param step called on the camera's thread after each frame
   * @throws CommandFailure if no broker answers or there is no such topic
   */
  public static CameraFeed start(
      CameraSettings settings,
      String topic,
      EventFormat<ImageEvent> format,
      KafkaProperties connection,
      Consumer<String> complaints,
      Runnable step)
      throws CommandFailure, InterruptedException {
    CameraFeed feed =
        new CameraFeed(settings, ImagePublisher.to(topic, format, connection, complaints), step);
    feed.thread.setDaemon(true);
    feed.thread.start();
    return feed;
  }

  /** Number of frames that Kafka has acknowledged so far. */
  public long sent() {
    return publisher.acknowledged();
  }

  /** Waits for the given time at most until the last frame has been sent or sending has failed. */
  public boolean await(long time, TimeUnit unit) throws InterruptedException {
    return ended.await(time, unit);
  }

  /**
   * Stops the camera, waits until Kafka has acknowledged its frames and returns the totals.
   *
   * @throws CommandFailure if some could not be sent because Kafka accepts no more records
   */
  public Published stop() throws CommandFailure, InterruptedException {
    halt();
    ended.await();
    if (failure != null) {
      throw failure;
    }
    return publisher.finish();
  }

  /** Stops the camera. Frames that Kafka does not acknowledge within a moment are dropped. */
  @Override
  public void close() {
    halt();
    publisher.close();
  }

  private void halt() {
    stopping = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    try {
      Camera camera = settings.camera();
      FrameEvents events = new FrameEvents(settings.seed(), settings.source());
      Pace pace = Pace.of(settings.rate());
      for (long index = 0; index < settings.frames() && !stopping; index++) {
        CameraFrame frame = camera.frame(index);
        pace.await(() -> stopping);
        if (!stopping) {
          publisher.send(events.event(frame));
          step.run();
        }
      }
    } catch (CommandFailure e) {
      failure = e;
    } catch (RuntimeException e) {
      // After a stop the producer may already be closed.
      if (!stopping) {
        failure = CommandFailure.service("the camera failed: " + e, e);
      }
    } finally {
      ended.countDown();
    }
  }
}
