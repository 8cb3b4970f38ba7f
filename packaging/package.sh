#!/usr/bin/env bash
# Makes a self-contained folder: runtime, program, database, facts, configuration, completion, measurements, systemd unit.
# Nothing is fetched where it is installed. DuckDB, beside which the sources measure, does not come along.
set -euo pipefail
root=$1
out=$2/wasl
rm -rf "$out"
mkdir -p "$out/bin" "$out/lib" "$out/bench" "$out/completion" "$out/conf" "$out/systemd"
cp "$root"/cli/target/lib/*.jar "$out/lib/"
cp "$root"/bench/target/wasl-bench-*.jar "$out/bench/"
for jar in "$root"/bench/target/lib/*.jar; do
  [ -e "$jar" ] || continue
  name=$(basename "$jar")
  case "$name" in duckdb*) continue ;; esac
  [ -f "$out/lib/$name" ] || cp "$jar" "$out/bench/"
done
cp -rL "$root/countries" "$out/countries"
cp "$root/packaging/wasl.properties" "$out/conf/wasl.properties.example"
cp "$root/packaging/wasl@.service" "$out/systemd/"
cp "$root/LICENSE" "$root/README.md" "$root/README.ar.md" "$out/"
"$JAVA_HOME/bin/jlink" --strip-debug --no-header-files --no-man-pages --compress zip-6 --include-locales=en,ar \
  --add-modules java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.prefs,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.transaction.xa,java.xml,jdk.crypto.cryptoki,jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.localedata,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs \
  --output "$out/runtime"
cat > "$out/bin/wasl" <<'SCRIPT'
#!/usr/bin/env bash
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
exec "$home/runtime/bin/java" --enable-native-access=ALL-UNNAMED -Dfile.encoding=UTF-8 -Djava.awt.headless=true \
  -Dwasl.countries="$home/countries" "-Dwasl.bench=$home/bench/*:$home/lib/*" -cp "$home/lib/*" org.wasl.cli.Wasl "$@"
SCRIPT
chmod +x "$out/bin/wasl"
"$out/bin/wasl" completion > "$out/completion/wasl.bash"
echo "$out"
