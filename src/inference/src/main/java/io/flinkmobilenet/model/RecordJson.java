package io.flinkmobilenet.model;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and writes records as JSON objects with one key per component, in their order. Components
 * are numbers, booleans, texts, constants of an enum by name, records, or one of them in an
 * Optional, which has no key if it is empty.
 */
final class RecordJson {
  private RecordJson() {}

  static Map<String, Object> write(Record value) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object part = get(component, value);
      if (part instanceof Optional<?> optional) {
        optional.ifPresent(present -> json.put(component.getName(), plain(present)));
      } else {
        json.put(component.getName(), plain(part));
      }
    }
    return json;
  }

  private static Object get(RecordComponent component, Record value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Object plain(Object part) {
    if (part instanceof Record nested) {
      return write(nested);
    }
    if (part instanceof Double number) {
      return Json.number(number);
    }
    return part instanceof Enum<?> constant ? constant.name() : part;
  }

  /** Reads a record; missing and unknown keys are refused. */
  static <T> T read(Class<T> type, JsonObject json) throws InvalidModelException {
    RecordComponent[] components = type.getRecordComponents();
    List<String> known = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (String key : json.keys()) {
      if (!known.contains(key)) {
        throw json.unexpected(key, "no key but " + known);
      }
    }
    List<Object> parts = new ArrayList<>();
    for (RecordComponent component : components) {
      parts.add(part(component, json));
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(parts.toArray());
    } catch (InvocationTargetException e) {
      throw new InvalidModelException(String.valueOf(e.getCause().getMessage()), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Object part(RecordComponent component, JsonObject json)
      throws InvalidModelException {
    String key = component.getName();
    if (component.getType() == Optional.class) {
      ParameterizedType optional = (ParameterizedType) component.getGenericType();
      Class<?> content = (Class<?>) optional.getActualTypeArguments()[0];
      return json.has(key) ? Optional.of(value(content, key, json)) : Optional.empty();
    }
    if (!json.has(key)) {
      throw json.unexpected(key, "a value");
    }
    return value(component.getType(), key, json);
  }

  private static Object value(Class<?> type, String key, JsonObject json)
      throws InvalidModelException {
    if (type == int.class) {
      return json.integer(key, 0);
    } else if (type == double.class) {
      return json.number(key, 0);
    } else if (type == boolean.class) {
      return json.truth(key, false);
    } else if (type == String.class) {
      return json.text(key, "");
    } else if (type.isEnum()) {
      return constant(type, key, json);
    }
    return read(type, json.object(key));
  }

  private static Object constant(Class<?> type, String key, JsonObject json)
      throws InvalidModelException {
    String name = json.text(key, "");
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw json.unexpected(key, "one of " + Arrays.toString(type.getEnumConstants()));
  }
}
