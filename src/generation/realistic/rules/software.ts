import { hex } from '../digital.ts';
import { oneOf, type RuleTable } from '../rule.ts';

/** Files, code, versions and what runs it. */
export const SOFTWARE_RULES: RuleTable = {
  'file name, filename, name@file, attachment name, document name, original name, original file name, file title, image file name, upload name, object key, file key, archive name, blob name':
    (entity) => [entity.file.name, entity.file.stem],
  'path, file path, full path, relative path, path name, source path, target path, local path, storage path, absolute path, location path, file location, filepath, destination path, key path, src, dst, srcs, devcontainer path, object path':
    (entity, _random, naming) => {
      if (
        naming.kind === 'file' ||
        naming.kind === 'repository' ||
        naming.kind === 'commit' ||
        naming.words.includes('file')
      )
        return [`${entity.file.folder}/${entity.file.name}`, `/${entity.file.folder}/${entity.file.name}`];
      return [`/${entity.file.folder}/${entity.file.stem}`, `${entity.file.folder}/${entity.file.name}`];
    },
  'directory, folder, folder name, folder path, directory path, working directory, workdir, root directory, mount path, home directory, base path, path prefix, root path, output directory, volume path, mount point, prefix@file, name@directory, working path':
    (entity) => [`/${entity.file.folder}`, entity.file.folder],
  'extension, file extension, file format, suffix@file': (entity) => [
    entity.file.extension,
    `.${entity.file.extension}`,
  ],
  'format, output format, image format, export format, response format, document format, content format':
    oneOf('json|csv|pdf|png|xml'),
  'fs, filesystem, fs type, filesystem type, file system, file system type': oneOf('ext4|xfs|zfs|btrfs'),
  'bucket, bucket name, container name@file, storage container, s3 bucket': oneOf(
    'customer-uploads|nightly-backups|public-assets|reports-archive',
  ),
  'storage class': oneOf('standard|infrequent_access|archive'),
  'version, version number, current version, latest version, app version, software version, release, firmware version, version name, min version, max version, package version, semver, release version, client version, server version, product version, version id@package, build version, firmware, os version, target version, minimum version, maximum version, runtime version, plugin version, fixed version, first patched version':
    (entity, random) => [
      entity.version,
      `v${entity.version}`,
      entity.version.split('.').slice(0, 2).join('.'),
      `v${entity.version.split('.').slice(0, 2).join('.')}`,
      entity.version.split('.')[0] as string,
      `2024-0${random.int(1, 9)}-01`,
    ],
  'api version, schema version, protocol version, spec version': (_entity, random) => [
    `v${random.int(1, 3)}`,
    '1.0',
    '1',
    '2024-06-01',
    '1.0.0',
  ],
  'vulnerable version range, version range, version constraint, version requirement': (entity) =>
    `< ${entity.version}`,
  'tag name, release tag, git tag, image tag, tag@repository, tag@container, name@release': (entity) => [
    `v${entity.version}`,
    entity.version,
  ],
  'sha, commit sha, commit, commit id, commit hash, head sha, base sha, merge commit sha, sha1, git sha, tree sha, parent sha, before sha, after sha, git commit, revision, commit oid, original commit id, tree id, blob sha, changeset, parent commit sha, after@commit, before@commit':
    (entity, random, naming) => {
      const sha = naming.before.length === 0 && naming.words.length === 1 ? entity.code.sha : hex(random, 40);
      return naming.free ? sha : [sha, sha.slice(0, 7), hex(random, 64)];
    },
  'ref, git ref, full ref, reference@branch, head ref, base ref, source ref, ref name': (entity) => [
    `refs/heads/${entity.code.branch}`,
    entity.code.branch,
  ],
  'branch, branch name, default branch, source branch, target branch, head branch, base branch, master branch, target commitish, git branch, head, main branch, base':
    (entity, _random, naming) =>
      naming.words.includes('default') || naming.words.includes('master') || naming.words.includes('main')
        ? 'main'
        : entity.code.branch,
  'repository, slug@repository, repository name, repository slug, name@repository, project@repository, module, repository path, codebase, git repository':
    (entity, _random, naming) =>
      naming.words.includes('name') || naming.words.includes('slug') || naming.kind === 'repository'
        ? entity.code.repository
        : [`${entity.code.account}/${entity.code.repository}`, entity.code.repository],
  'full name@repository, repository full name, full repository name, repository nwo, name with owner': (
    entity,
  ) => `${entity.code.account}/${entity.code.repository}`,
  'clone url, git url, repository url, ssh url, git repository url, svn url, mirror url, remote url, git http url, repository uri, git':
    (entity, _random, naming) => {
      const path = `${entity.code.account}/${entity.code.repository}`;
      return naming.words.includes('ssh')
        ? `git@git.example.com:${path}.git`
        : [`https://git.example.com/${path}.git`, `https://git.example.com/${path}`];
    },
  'diff, patch, diff hunk': () => '@@ -1,3 +1,3 @@\n-const limit = 10;\n+const limit = 20;\n return limit;',
  'programming language, language@repository, code language, code lang, syntax': (entity) =>
    entity.code.language,
  'framework, runtime, stack, tech stack, language runtime, engine, backend, interpreter, software stack':
    oneOf('node20|python3.12|go1.22|java21|ruby3.3'),
  'package, package name, module name, library, dependency, component, gem, name@package, component name, plugin, plugin name, extension name, addon':
    (_entity, random, naming) =>
      naming.words.includes('component')
        ? random.pick(['billing', 'login', 'search', 'checkout', 'reports'])
        : random.pick([
            'date-format',
            'http-client',
            'json-parser',
            'color-tools',
            'retry-queue',
            'csv-reader',
          ]),
  'ecosystem, package manager, package type': oneOf('npm|pip|maven|go|rubygems'),
  'environment, environment name, stage@environment, deployment environment, deploy environment, target environment, env name':
    oneOf('production|staging|development|test'),
  'cluster, cluster name, instance, instance name, node pool, pool, pool name, node group, server group, vm, droplet, replica set, instance id@host':
    oneOf('production-eu|staging-1|worker-pool|analytics|edge-3|db-primary'),
  'namespace, kubernetes namespace, name space, pool namespace, k8s namespace': oneOf(
    'default|billing|monitoring|web|data',
  ),
  'availability zone, zone@host, az, cloud zone': oneOf('eu-central-1a|eu-west-1b|us-east-1c'),
  'instance type, machine type, size slug, flavor@host, size@host, vm size, server type, node type@host':
    oneOf('small|medium|large|standard-2|standard-4'),
  'application, application name, app id name, app slug, software, service, service name, product name@software, client name, tool, app label, system, system name, application title, microservice, service account name, service account, bot name, app display name':
    (_entity, random, naming) =>
      naming.free && naming.words.length === 1
        ? random.pick(['billing-service', 'web-frontend', 'auth-proxy', 'search-index', 'task-runner'])
        : [
            random.pick(['Harbor CRM', 'Nimbus Drive', 'Atlas Analytics', 'Beacon Chat', 'Ledger Sync']),
            random.pick(['billing-service', 'web-frontend']),
          ],
  'database, database name, schema name, db name, dbname, catalog, catalog name, schema@field, dataset, database schema':
    oneOf('orders|customers|analytics|inventory|billing'),
  'table, table name, collection, collection name, index name, index, view name, model name, entity name@field, meta model name, model, templatemeta name, dataset table':
    (_entity, random, naming) =>
      naming.words.includes('meta')
        ? random.pick(['shop.order', 'shop.customer', 'core.user'])
        : random.pick(['orders', 'customers', 'products', 'invoices', 'payments']),
  'column, column name, field, field name, attribute, attribute name, variable, property name, key name, parameter name, variable name, metric, metric name, dimension, measure name, param name, header, field key, argument name, column label, property, order column, list column, show column, target attribute, authorization attribute, fields':
    oneOf('customer_id|order_total|created_at|email|country|quantity|status|unit_price'),
  'key, setting name, config key, option name, key value, metadata key, label key, setting key, group key, dictionary key, string key, translation key, lookup key':
    oneOf('customer_id|color|region|team|environment|retention_days|locale'),
  'sql, sql query, statement, query text sql, select statement, select, raw sql': oneOf(
    'SELECT id, name FROM customers WHERE active = true|SELECT count(*) FROM orders',
  ),
  'queue, queue name, topic@message, stream, stream name, exchange@message, subscription name, consumer group, kafka topic, event bus, routing key':
    oneOf('orders.created|emails|image-jobs|audit-log|payments'),
  'task, task name, task id, job name, job id, job key, dag id, workflow name, pipeline, pipeline name, workflow, dag, step, step name, dag display name, task display name, process name, flow name, stage name, run name, operation id name, task title, job title@workflow, flow, process, task group, execution name, run id, dag run id, slice name, rule name':
    oneOf('nightly_backup|send_invoices|import_customers|clean_up_sessions|weekly_report|resize_images'),
  'command, cmd, shell command, entrypoint, run command, script, start command, build command, exec, shell':
    oneOf('npm run build|npm test|python manage.py migrate|make deploy|./run.sh'),
  'log, logs, output, log message, stdout, log line, console output, build log, trace log, log text': oneOf(
    'Started in 1.8 s|Connected to the database|12 records imported|Request finished with status 200',
  ),
  'stack trace, stacktrace, traceback, callstack, call stack, backtrace': () =>
    'Error: not found\n    at load (app.js:42:11)\n    at main (app.js:7:3)',
  'logger, logger name, class path, package path, class name@software': oneOf(
    'com.example.billing.InvoiceService|com.example.web.LoginController',
  ),
  'cpu, cpu limit, cpu request': (_entity, random) => [
    `${random.int(1, 8) * 250}m`,
    String(random.int(1, 8)),
  ],
  'memory, memory limit, memory request, ram, storage, disk size, disk, capacity': (_entity, random) => [
    `${random.pick([256, 512, 1024])}Mi`,
    `${random.int(1, 64)} GB`,
  ],
  'architecture, arch, cpu architecture, cpu type': oneOf('amd64|arm64'),
  'kernel, kernel version': () => '6.8.0-31-generic',
  'device, device name, device model, device type, hardware, hardware model, model@device, terminal@device':
    oneOf('iPhone 15|Galaxy S24|ThinkPad X1|Front Door Camera|Warehouse Sensor 4'),
  'serial number, serial, device serial, asset tag, part number, hardware id, imei, device id': (
    _entity,
    random,
  ) => [
    `SN-${random.int(100_000, 999_999)}-${random.pick(['A', 'B', 'C'])}`,
    hex(random, 12).toUpperCase(),
    String(random.int(10_000_000, 99_999_999)),
  ],
  'markup, xml, html code': () => '<p>Welcome</p>',
  'css, style sheet, custom css, branding css, stylesheet': () => 'body { color: #1f2933; }',
  'policy, policy name, rule name@workflow, policy type': oneOf(
    'password-expiry|require-mfa|office-hours|default-allow',
  ),
  managed: oneOf('example.com/providers/default|example.com/mappings/email'),
  'encryption, cipher, algorithm, alg, hash algorithm, signing algorithm, signature algorithm, encryption algorithm, key algorithm, digest algorithm, jwt alg, algo':
    oneOf('RS256|ES256|HS256|AES-256-GCM'),
  'key type, kty, key kind': oneOf('RSA|EC|oct'),
  'token type, auth type, authentication type, auth scheme, authentication method, grant type, auth method':
    oneOf('Bearer|Basic'),
  '=mode@file, file mode, permission mode, file permission': oneOf('100644|100755|040000'),
  'vulnerability id, cve, cve id': (_entity, random) => `CVE-2024-${random.int(1000, 49_999)}`,
  'ghsa id': (_entity, random) =>
    `GHSA-${hex(random, 4)}-${hex(random, 4)}-${hex(random, 4)}`.replace(/[01ade]/g, 'x'),
  'vector string, cvss vector': () => 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
};
