/**
 * Access to Kafka for the job and the commands: the settings of all clients, the one place that
 * creates clients, and the one place that describes their failures to the user.
 *
 * <p>May import, besides the JDK: Kafka clients.
 */
package io.flinkmobilenet.kafka;
