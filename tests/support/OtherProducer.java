import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what Java programs write and ours do not: every codec, headers, tombstones, transactions that are given up. */
public class OtherProducer {
  public static void main(String[] args) {
    String brokers = args[0];
    String topic = args[1];
    for (String codec : new String[] {"none", "gzip", "snappy", "lz4", "zstd"}) {
      try (KafkaProducer<String, String> producer = open(brokers, codec, null)) {
        for (int n = 0; n < 200; n++) {
          String value = codec + " " + n + " " + "the same words over and over ".repeat(n % 40) + Math.pow(n, 0.37);
          ProducerRecord<String, String> one = new ProducerRecord<>(topic, 0, n % 2 == 0 ? null : "key-" + n, value);
          one.headers().add("trace", new byte[] {1, 2, 3});
          producer.send(one);
        }
      }
    }
    try (KafkaProducer<String, String> producer = open(brokers, "none", null)) {
      producer.send(new ProducerRecord<>(topic, 0, "gone", null));
    }
    try (KafkaProducer<String, String> producer = open(brokers, "lz4", "tx-" + topic)) {
      producer.initTransactions();
      transact(producer, topic, "given up", false);
      transact(producer, topic, "kept", true);
      transact(producer, topic, "given up at the end", false);
    }
  }

  private static void transact(KafkaProducer<String, String> producer, String topic, String value, boolean keep) {
    producer.beginTransaction();
    for (int n = 0; n < 5; n++) producer.send(new ProducerRecord<>(topic, 0, "tx", value));
    producer.flush();
    if (keep) producer.commitTransaction();
    else producer.abortTransaction();
  }

  private static KafkaProducer<String, String> open(String brokers, String codec, String transaction) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", brokers);
    properties.put("compression.type", codec);
    properties.put("linger.ms", "100");
    if (transaction != null) properties.put("transactional.id", transaction);
    return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
  }
}
