package io.flinkmobilenet.stream.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The answers about the latest images of a source.
 *
 * @param answers the latest image last; of those with the same basis at most one has a thumbnail
 */
public record RememberedAnswers(List<RememberedAnswer> answers) {
  /** No answers. */
  public static final RememberedAnswers NONE = new RememberedAnswers(List.of());

  /**
   * Returns these answers and another one. The oldest leave if there are too many, and if the new
   * one has a thumbnail, others of its basis lose theirs.
   */
  public RememberedAnswers with(RememberedAnswer latest, int most) {
    List<RememberedAnswer> next = new ArrayList<>(most);
    int first = Math.max(0, answers.size() + 1 - most);
    for (RememberedAnswer answer : answers.subList(first, answers.size())) {
      boolean replaced = latest.thumbnail() != null && answer.basis().equals(latest.basis());
      next.add(replaced && answer.thumbnail() != null ? answer.withoutThumbnail() : answer);
    }
    next.add(latest);
    return new RememberedAnswers(List.copyOf(next));
  }

  /** Returns the answer with the basis and a thumbnail; null if there is none. */
  public RememberedAnswer withThumbnail(String basis) {
    for (RememberedAnswer answer : answers) {
      if (answer.thumbnail() != null && answer.basis().equals(basis)) {
        return answer;
      }
    }
    return null;
  }

  /** Returns the memory that the answers take, in bytes, about. */
  public int bytes() {
    return answers.stream().mapToInt(RememberedAnswer::bytes).sum();
  }

  void write(DataOutputView out) throws IOException {
    out.writeByte(answers.size());
    for (RememberedAnswer answer : answers) {
      answer.write(out);
    }
  }

  static RememberedAnswers read(DataInputView in) throws IOException {
    int count = in.readUnsignedByte();
    List<RememberedAnswer> answers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      answers.add(RememberedAnswer.read(in));
    }
    return new RememberedAnswers(answers);
  }
}
