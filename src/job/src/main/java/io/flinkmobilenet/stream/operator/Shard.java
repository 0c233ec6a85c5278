package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.Chunk;
import org.apache.flink.api.common.TaskInfo;

/**
 * The chunks that one subtask writes into a checkpoint.
 *
 * @param index index of the subtask
 * @param count number of subtasks
 */
record Shard(int index, int count) {
  static Shard of(TaskInfo task) {
    return new Shard(task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks());
  }

  /**
   * Returns whether the chunk belongs to this subtask. The models of a job start at any of them.
   */
  boolean has(Chunk chunk) {
    return Math.floorMod(chunk.digest().hashCode() + chunk.index(), count) == index;
  }
}
