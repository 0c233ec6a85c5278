package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.ChunkKey;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.RolloutDecision;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Flink's type information for the types of this package. */
public final class StateTypes {
  /** {@link ModelKey}. */
  public static final TypeInformation<ModelKey> MODEL_KEY = of(ModelKey.class, Format.MODEL_KEY);

  /** {@link HeldModel}. */
  public static final TypeInformation<HeldModel> HELD_MODEL =
      of(HeldModel.class, Format.HELD_MODEL);

  /** {@link ChunkKey}. */
  public static final TypeInformation<ChunkKey> CHUNK_KEY = of(ChunkKey.class, Format.CHUNK_KEY);

  /** {@link Chunk}. */
  public static final TypeInformation<Chunk> CHUNK = of(Chunk.class, Format.CHUNK);

  /** {@link Manifest}. */
  public static final TypeInformation<Manifest> MANIFEST = of(Manifest.class, Format.MANIFEST);

  /** {@link ActivationRequest}. */
  public static final TypeInformation<ActivationRequest> ACTIVATION =
      of(ActivationRequest.class, Format.ACTIVATION);

  /** {@link ActiveModelState}. */
  public static final TypeInformation<ActiveModelState> IN_CHARGE =
      of(ActiveModelState.class, Format.IN_CHARGE);

  /** {@link Deployment}. */
  public static final TypeInformation<Deployment> DEPLOYMENT =
      of(Deployment.class, Format.DEPLOYMENT);

  /** {@link RolloutDecision}. */
  public static final TypeInformation<RolloutDecision> DECISION =
      of(RolloutDecision.class, Format.DECISION);

  /** {@link ModelMessage}. */
  public static final TypeInformation<ModelMessage> MODEL_MESSAGE =
      of(ModelMessage.class, Format.MODEL_MESSAGE);

  /** {@link ImageRecord}; for edges only. */
  public static final TypeInformation<ImageRecord> IMAGE_RECORD =
      of(ImageRecord.class, Format.IMAGE_RECORD);

  /** {@link PreparedImage}; for edges only. */
  public static final TypeInformation<PreparedImage> PREPARED_IMAGE =
      of(PreparedImage.class, Format.PREPARED_IMAGE);

  /**
   * {@link ImageRecord}; for edges to operators that are done with a record before they read the
   * next one, which takes over its memory.
   */
  public static final TypeInformation<ImageRecord> SHORT_LIVED_IMAGE_RECORD =
      new FormatTypeInformation<>(Format.IMAGE_RECORD, true);

  /** {@link PreparedImage}; for the same kind of edges. */
  public static final TypeInformation<PreparedImage> SHORT_LIVED_PREPARED_IMAGE =
      new FormatTypeInformation<>(Format.PREPARED_IMAGE, true);

  /** {@link Observation}; for edges only. */
  public static final TypeInformation<Observation> OBSERVATION =
      of(Observation.class, Format.OBSERVATION);

  /** {@link JudgeState}. */
  public static final TypeInformation<JudgeState> JUDGE = of(JudgeState.class, Format.JUDGE);

  /** {@link RememberedAnswers}. */
  public static final TypeInformation<RememberedAnswers> REMEMBERED_ANSWERS =
      of(RememberedAnswers.class, Format.REMEMBERED_ANSWERS);

  /** {@link PredictedImage}; for edges only. */
  public static final TypeInformation<PredictedImage> PREDICTION =
      of(PredictedImage.class, Format.PREDICTION);

  /** {@link RefusedImage}; for edges only. */
  public static final TypeInformation<RefusedImage> REJECTED_IMAGE =
      of(RefusedImage.class, Format.REJECTED_IMAGE);

  /** {@link ModelStatus}; for edges only. */
  public static final TypeInformation<ModelStatus> MODEL_STATUS =
      of(ModelStatus.class, Format.MODEL_STATUS);

  /** {@link ModelDecision}; for edges only. */
  public static final TypeInformation<ModelDecision> MODEL_DECISION =
      of(ModelDecision.class, Format.MODEL_DECISION);

  private StateTypes() {}

  private static <T> TypeInformation<T> of(Class<T> type, Format format) {
    if (format.type() != type) {
      throw new IllegalArgumentException(format + " is not the format of " + type);
    }
    return new FormatTypeInformation<>(format);
  }
}
