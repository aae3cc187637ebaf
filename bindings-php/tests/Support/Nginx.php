<?php

declare(strict_types=1);

namespace Xwsse\Tests\Support;

/** php-fpm with several workers, behind nginx: both from a folder of their own, on loopback. */
final class Nginx extends Server
{
    private const PROGRAMS = ['nginx' => '/usr/sbin/nginx', 'fpm' => '/usr/sbin/php-fpm8.2'];

    private readonly Process $fpm;
    private readonly Process $nginx;

    /**
     * @param array<string, string> $environment
     * @param array<string, string> $settings
     */
    public function __construct(private readonly string $script, array $environment = [], array $settings = [])
    {
        $this->folder = Process::temporaryFolder();
        $this->port = self::freePort();
        file_put_contents("{$this->folder}/fpm.conf", $this->fpmConfiguration($environment, $settings + $this->settings()));
        file_put_contents("{$this->folder}/nginx.conf", $this->nginxConfiguration());
        // APCu and the extension are made when the master starts, so their settings are given to it.
        $given = ['-d', 'extension='.self::extension()];
        foreach ($settings + $this->settings() as $name => $value) {
            array_push($given, '-d', "{$name}={$value}");
        }
        $root = posix_geteuid() === 0 ? ['-R'] : [];
        $this->fpm = new Process([self::PROGRAMS['fpm'], '-F', ...$root, ...$given, '-y', "{$this->folder}/fpm.conf"], $this->folder);
        $this->fpm->waitFor('/ready to handle connections/', 'fpm.log');
        $this->nginx = new Process([self::PROGRAMS['nginx'], '-p', $this->folder, '-e', "{$this->folder}/nginx.log", '-c', "{$this->folder}/nginx.conf"], $this->folder);
        Process::within(20, fn () => @fsockopen('127.0.0.1', $this->port) ?: null);
    }

    /** As `systemctl reload php-fpm` does it: the same master begins anew. */
    public function reload(): void
    {
        $times = fn (): int => substr_count((string) file_get_contents("{$this->folder}/fpm.log"), 'ready to handle connections');
        $before = $times();
        $this->fpm->signal(SIGUSR2);
        Process::within(20, static fn () => $times() > $before ?: null);
    }

    public function stop(): void
    {
        $this->nginx->stop();
        $this->fpm->stop();
        Process::remove($this->folder);
    }

    /**
     * @param array<string, string> $environment
     * @param array<string, string> $settings
     */
    private function fpmConfiguration(array $environment, array $settings): string
    {
        $user = posix_geteuid() === 0 ? "user = root\ngroup = root\n" : '';
        $lines = '';
        foreach ($environment as $name => $value) {
            $lines .= "env[{$name}] = \"{$value}\"\n";
        }

        return <<<CONF
            [global]
            error_log = {$this->folder}/fpm.log
            pid = {$this->folder}/fpm.pid
            [www]
            {$user}listen = {$this->folder}/fpm.sock
            listen.backlog = 511
            pm = static
            pm.max_children = 6
            catch_workers_output = no
            {$lines}
            CONF;
    }

    private function nginxConfiguration(): string
    {
        $user = posix_geteuid() === 0 ? 'user root;' : '';
        $script = realpath($this->script);

        return <<<CONF
            {$user}
            daemon off;
            worker_processes 1;
            pid {$this->folder}/nginx.pid;
            events { worker_connections 512; }
            http {
              access_log off;
              client_body_temp_path {$this->folder}/body;
              fastcgi_temp_path {$this->folder}/fastcgi;
              proxy_temp_path {$this->folder}/proxy;
              uwsgi_temp_path {$this->folder}/uwsgi;
              scgi_temp_path {$this->folder}/scgi;
              server {
                listen 127.0.0.1:{$this->port};
                location / {
                  include /etc/nginx/fastcgi_params;
                  fastcgi_param SCRIPT_FILENAME {$script};
                  fastcgi_pass unix:{$this->folder}/fpm.sock;
                }
              }
            }
            CONF;
    }

    private static function freePort(): int
    {
        $socket = stream_socket_server('tcp://127.0.0.1:0') ?: throw new \RuntimeException('no port');
        $port = (int) substr((string) strrchr((string) stream_socket_get_name($socket, false), ':'), 1);
        fclose($socket);

        return $port;
    }
}
