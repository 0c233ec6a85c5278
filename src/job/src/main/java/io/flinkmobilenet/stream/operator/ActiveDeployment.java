package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.routing.Router;
import java.util.Collection;
import java.util.Map;

/**
 * What one subtask classifies with: the request in force and its models, ready to run.
 *
 * @param inForce the request with the manifests of its models
 * @param router function from an image to its way through the request
 * @param models the models by name and version
 */
record ActiveDeployment(InForce inForce, Router router, Map<ModelKey, LoadedModel> models) {
  ActiveDeployment(InForce inForce, Map<ModelKey, LoadedModel> models) {
    this(inForce, new Router(inForce.request()), models);
  }

  ModelRequest request() {
    return inForce.request();
  }

  LoadedModel model(ModelKey key) {
    return models.get(key);
  }

  Collection<LoadedModel> loaded() {
    return models.values();
  }
}
