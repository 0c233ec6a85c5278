/**
 * The protocol of the models topic: its messages, the keys and values of its records, and the rule
 * by which messages about the same model are merged. The job and the commands use the same classes.
 *
 * <p>Of Kafka it uses the two record types only.
 *
 * <p>May import, besides the JDK: {@code protocol.signing}, {@code event}, Kafka clients.
 */
package io.flinkmobilenet.protocol;
