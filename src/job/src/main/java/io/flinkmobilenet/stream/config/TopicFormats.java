package io.flinkmobilenet.stream.config;

import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.event.format.ResultsFormat;

/**
 * The formats of the records of the topics; the topics of models and of decisions have Avro's.
 *
 * @param images format of the images topic
 * @param predictions format of the predictions topic
 * @param rejected format of the topic of rejected images
 * @param status format of the topic of the status of models
 */
public record TopicFormats(
    ImagesFormat images, ResultsFormat predictions, ResultsFormat rejected, ResultsFormat status) {}
